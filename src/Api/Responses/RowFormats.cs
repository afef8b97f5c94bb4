using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Responses;

/// <summary>A form in which rows leave.</summary>
internal enum RowFormat
{
    Json,
    JsonLines,
    Csv,
    Xlsx,
}

/// <summary>The formats by their endings and media types.</summary>
internal static class RowFormats
{
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string JsonLines = "application/jsonl";

    private static readonly (string Name, string MediaType, RowFormat Format)[] All =
    [
        ("json", AcceptedFormats.PlainJson, RowFormat.Json),
        ("csv", Csv, RowFormat.Csv),
        ("jsonl", JsonLines, RowFormat.JsonLines),
        ("jsonl", "application/x-ndjson", RowFormat.JsonLines),
        ("xlsx", Xlsx, RowFormat.Xlsx),
    ];

    /// <summary>The names of the formats, which are endings of addresses too.</summary>
    public static IReadOnlyList<string> Names { get; } = ["json", "csv", "jsonl", "xlsx"];

    /// <summary>The format of a name, as in <c>?format=csv</c>; null for none.</summary>
    public static RowFormat? Of(string name)
    {
        foreach (var format in All)
        {
            if (format.Name == name)
            {
                return format.Format;
            }
        }

        return null;
    }

    public static string NameOf(RowFormat format) => Array.Find(All, known => known.Format == format).Name;

    public static string MediaTypeOf(RowFormat format) => Array.Find(All, known => known.Format == format).MediaType;

    /// <summary>The format of rows that <c>Accept</c> likes better than JSON; null without one. Most requests name none, which costs no look at the header.</summary>
    public static RowFormat? Named(StringValues accept)
    {
        foreach (var line in accept)
        {
            if (line is { Length: > 0 } && line != "*/*" && line != AcceptedFormats.PlainJson
                && Array.Exists(All, format => format.Format != RowFormat.Json && line.Contains(format.MediaType, StringComparison.OrdinalIgnoreCase)))
            {
                return Accepted(accept, isList: true) is { } best and not RowFormat.Json ? best : null;
            }
        }

        return null;
    }

    /// <summary>The format that <c>Accept</c> likes best, JSON of equals; null where it takes none.</summary>
    /// <param name="accept">The header.</param>
    /// <param name="isList">Whether there are rows; one object is JSON alone.</param>
    public static RowFormat? Accepted(StringValues accept, bool isList)
    {
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is null or ""))
        {
            return RowFormat.Json;
        }

        // JSON stands first.
        var candidates = new MediaTypeCandidate[isList ? All.Length : 1];
        var order = 0;
        var list = new QualityList(accept);
        while (list.MoveNext())
        {
            order--;
            for (var index = 0; index < candidates.Length; index++)
            {
                candidates[index].Consider(list.Value, All[index].MediaType, list.Quality, order);
            }
        }

        var best = 0;
        for (var index = 1; index < candidates.Length; index++)
        {
            best = candidates[index].Beats(candidates[best]) ? index : best;
        }

        return candidates[best].Quality > 0 ? All[best].Format : null;
    }
}
