using System.Text.Json;
using System.Text.Json.Serialization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Persistence.FirstData;

/// <summary>The 2022 plan document, verbatim: the first data of the system.</summary>
public static class FirstPlan
{
    /// <summary>The code under which it is loaded.</summary>
    public const string Code = "KG-CN-2022";

    /// <summary>The document's text, in markdown.</summary>
    public static string Text
    {
        get
        {
            using var reader = new StreamReader(Open("plan-2022.md"));
            return reader.ReadToEnd();
        }
    }

    internal static Stream Open(string name) => typeof(FirstPlan).Assembly.GetManifestResourceStream($"FirstData.{name}")
        ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
}

/// <summary>The registers that an empty database gets: every body that the 2022 plan names, and the localities with their statistical codes.</summary>
public static class FirstRegister
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Parents come before their children.</summary>
    public static IReadOnlyList<KnownOrganisation> Bodies { get; } = ReadBodies("agencies.json");

    /// <summary>The provincial bodies of 2025, which a register gets when it is asked to (<see cref="RegisterUpdate"/>).</summary>
    public static IReadOnlyList<KnownOrganisation> BodiesOf2025 { get; } = ReadBodies("agencies-2025.json");

    /// <summary>Parents come before their children.</summary>
    public static IReadOnlyList<KnownLocality> Localities { get; } = Read<KnownLocality>("localities.json");

    private static KnownOrganisation[] ReadBodies(string name) => [.. Read<OrganisationEntry>(name).Select(entry =>
        new KnownOrganisation(entry.Code, entry.Name, entry.Kind, entry.Aliases ?? [], entry.EnglishName, entry.ParentCode))];

    private static T[] Read<T>(string name)
    {
        using var stream = FirstPlan.Open(name);
        return JsonSerializer.Deserialize<T[]>(stream, Options)!;
    }

    private sealed record OrganisationEntry(string Code, string Name, string EnglishName, AgencyKind Kind, string[]? Aliases, string? ParentCode);
}
