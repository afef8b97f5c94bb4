using System.Text.Json;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// Finds the places of fields that were answered with null for a reason: one error each, with list indexes. Only answers that have such fields
/// are looked through.
/// </summary>
internal static class ErrorLocator
{
    // A hundred rows with the same refused field say the same a hundred times; more than that helps nobody.
    private const int MaxErrors = 1_000;

    /// <summary>The errors of an execution.</summary>
    /// <param name="data">The JSON of <c>data</c>.</param>
    /// <param name="faults">Fields with their errors; paths without list indexes, from the root of <paramref name="data"/>.</param>
    /// <param name="document">Where the fields stand.</param>
    public static List<GraphQLError> Locate(
        ReadOnlyMemory<byte> data, IReadOnlyList<(IReadOnlyList<string> Path, GraphQLField Field, GraphQLError Error)> faults, GraphQLDocument document)
    {
        var errors = new List<GraphQLError>();
        using var json = JsonDocument.Parse(data, new JsonDocumentOptions { MaxDepth = 256 });
        foreach (var (path, field, error) in faults)
        {
            var location = Location.FromLinearPosition(document.Source, field.Location.Start);
            Walk(json.RootElement, path, 0, [], error with { Locations = [(location.Line, location.Column)] }, errors);
        }

        return errors;
    }

    private static void Walk(
        JsonElement value, IReadOnlyList<string> path, int depth, List<object> place, GraphQLError error, List<GraphQLError> errors)
    {
        if (errors.Count >= MaxErrors)
        {
            return;
        }

        if (depth == path.Count)
        {
            if (value.ValueKind == JsonValueKind.Null)
            {
                errors.Add(error with { Path = [.. place] });
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                place.Add(index++);
                Walk(item, path, depth, place, error, errors);
                place.RemoveAt(place.Count - 1);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(path[depth], out var next))
        {
            place.Add(path[depth]);
            Walk(next, path, depth + 1, place, error, errors);
            place.RemoveAt(place.Count - 1);
        }
    }
}
