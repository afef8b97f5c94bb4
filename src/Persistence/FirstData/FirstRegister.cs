using System.Text.Json;
using System.Text.Json.Serialization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanDocuments;

namespace KGPlanGraph.Persistence.FirstData;

/// <summary>The registers that an empty database gets: every body that the 2022 plan names, and the localities with their statistical codes.</summary>
public static class FirstRegister
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Parents come before their children.</summary>
    public static IReadOnlyList<KnownBody> Bodies { get; } =
        [.. Read<BodyEntry>("agencies.json").Select(entry =>
            new KnownBody(entry.Code, entry.Name, entry.Kind, entry.Aliases ?? [], entry.EnglishName, entry.ParentCode))];

    /// <summary>Parents come before their children.</summary>
    public static IReadOnlyList<KnownLocality> Localities { get; } = Read<KnownLocality>("localities.json");

    private static T[] Read<T>(string name)
    {
        using Stream stream = FirstPlan.Open(name);
        return JsonSerializer.Deserialize<T[]>(stream, Options)!;
    }

    private sealed record BodyEntry(string Code, string Name, string EnglishName, AgencyKind Kind, string[]? Aliases, string? ParentCode);
}
