using System.Text.Json;
using KGPlanGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Tests.Schema.Changes;

/// <summary>A copy of names, titles and days, made from changes alone.</summary>
internal sealed class FeedCopy
{
    private readonly SortedDictionary<string, string> objects = new(StringComparer.Ordinal);

    /// <summary>The numbers in the order in which they came.</summary>
    public List<long> Sequences { get; } = [];

    /// <summary>Applies one change: <c>{ sequence kind subject subjectId after }</c>.</summary>
    public void Apply(JsonElement change)
    {
        Sequences.Add(change.GetProperty("sequence").GetInt64());
        var field = change.GetProperty("subject").GetString() switch { "AGENCY" => "name", "TASK" => "title", "DEADLINE" => "dueOn", _ => null };
        if (field is null)
        {
            return;
        }

        var id = change.GetProperty("subjectId").GetString()!;
        if (change.GetProperty("kind").GetString() == "DELETED")
        {
            Assert.True(objects.Remove(id), $"{id} was deleted and never there.");
            return;
        }

        using var after = JsonDocument.Parse(change.GetProperty("after").GetString()!);
        if (after.RootElement.TryGetProperty(field, out var value))
        {
            objects[id] = value.GetString()!;
        }
    }

    public string Text() => string.Join('\n', objects.Select(item => $"{item.Key} {item.Value}"));

    /// <summary>What a copy of the whole database must be.</summary>
    public static async Task<string> SourceAsync(IDatabase database)
    {
        await using var context = database.CreateContext();
        var copy = new FeedCopy();
        foreach (var agency in await context.Agencies.AsNoTracking().ToListAsync())
        {
            copy.objects[Id("Agency", agency.Id)] = agency.Name;
        }

        foreach (var task in await context.Tasks.AsNoTracking().ToListAsync())
        {
            copy.objects[Id("Task", task.Id)] = task.Title;
        }

        foreach (var deadline in await context.Deadlines.AsNoTracking().ToListAsync())
        {
            copy.objects[Id("Deadline", deadline.Id)] = deadline.DueOn.ToString("yyyy-MM-dd", null);
        }

        return copy.Text();
    }

    private static string Id(string type, long key) => new KGPlanGraph.Schema.Scalars.GlobalId(type, key).ToString();
}
