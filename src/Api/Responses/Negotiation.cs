using System.Globalization;
using KGPlanGraph.Schema.Errors;
using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Responses;

/// <summary>What the header <c>Accept</c> allows of what this server can send.</summary>
/// <param name="Json">The JSON media type of an answer; null where the header takes neither.</param>
/// <param name="EventStream">True where the answer may be a stream of events.</param>
internal readonly record struct AcceptedFormats(string? Json, bool EventStream)
{
    public const string GraphQLResponse = "application/graphql-response+json";
    public const string PlainJson = "application/json";
    public const string Events = "text/event-stream";

    /// <summary>
    /// The most specific range decides a type's quality; of equal ones the type that is named wins over a wildcard, then the one named first.
    /// Wildcards, and no header at all, mean <c>application/json</c>, as the audit of GraphQL over HTTP asks.
    /// </summary>
    public static AcceptedFormats Of(StringValues accept)
    {
        if (accept.Count == 0 || (accept.Count == 1 && accept[0] is null or "" or "*/*"))
        {
            return new(PlainJson, true);
        }

        if (accept.Count == 1 && accept[0] == GraphQLResponse)
        {
            return new(GraphQLResponse, false);
        }

        if (accept.Count == 1 && accept[0] == PlainJson)
        {
            return new(PlainJson, false);
        }

        return Negotiate(accept);
    }

    private static AcceptedFormats Negotiate(StringValues accept)
    {
        MediaTypeCandidate response = default, json = default, events = default;
        var order = 0;
        var list = new QualityList(accept);
        while (list.MoveNext())
        {
            order--;
            if (!IsUtf8(list.Parameters))
            {
                continue;
            }

            response.Consider(list.Value, GraphQLResponse, list.Quality, order);
            json.Consider(list.Value, PlainJson, list.Quality, order);
            events.Consider(list.Value, Events, list.Quality, order);
        }

        var best = response.Beats(json) ? GraphQLResponse : PlainJson;
        return new(response.Quality > 0 || json.Quality > 0 ? best : null, events.Quality > 0);
    }

    private static bool IsUtf8(ReadOnlySpan<char> parameters)
    {
        var charset = parameters.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return charset < 0 || parameters[(charset + 8)..].TrimStart('"').StartsWith("utf-8", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>How well a media type meets <c>Accept</c>.</summary>
internal struct MediaTypeCandidate
{
    private int specificity;
    private int order;

    public double Quality { get; private set; }

    public void Consider(ReadOnlySpan<char> range, string type, double quality, int position)
    {
        var match = range.Equals(type, StringComparison.OrdinalIgnoreCase) ? 3
            : range is "*/*" or "*" ? 1
            : range.EndsWith("/*") && type.AsSpan().StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase) ? 2
            : 0;
        if (match > specificity)
        {
            (specificity, Quality, order) = (match, quality, position);
        }
    }

    public readonly bool Beats(MediaTypeCandidate other) =>
        (Quality, specificity, order).CompareTo((other.Quality, other.specificity, other.order)) > 0;
}

/// <summary>Reads <c>Accept-Language</c>.</summary>
internal static class AcceptedLanguage
{
    /// <summary>The better liked of Vietnamese and English; English where neither is named.</summary>
    public static Language Of(StringValues acceptLanguage)
    {
        if (acceptLanguage.Count == 0)
        {
            return Language.English;
        }

        double vietnamese = 0, english = 0;
        var list = new QualityList(acceptLanguage);
        while (list.MoveNext())
        {
            if (Speaks(list.Value, "vi"))
            {
                vietnamese = Math.Max(vietnamese, list.Quality);
            }
            else if (Speaks(list.Value, "en"))
            {
                english = Math.Max(english, list.Quality - Earlier(vietnamese, list.Quality));
            }
        }

        return vietnamese > english ? Language.Vietnamese : Language.English;
    }

    /// <summary>Of two languages liked equally the one named first is meant.</summary>
    private static double Earlier(double other, double quality) => other == quality ? 0.0001 : 0;

    private static bool Speaks(ReadOnlySpan<char> range, string language) =>
        range.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (range.Length == language.Length || range[language.Length] == '-');
}

/// <summary>Goes through a header such as <c>Accept: application/json;q=0.8, */*</c> without allocating.</summary>
internal ref struct QualityList(StringValues header)
{
    private readonly StringValues header = header;
    private int line;
    private ReadOnlySpan<char> rest = header.Count > 0 ? header[0] : default;

    /// <summary>The present item without parameters, e.g. <c>application/json</c>.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Its parameters other than q, each with its semicolon.</summary>
    public ReadOnlySpan<char> Parameters { get; private set; }

    /// <summary>From 0 (not wanted) to 1.</summary>
    public double Quality { get; private set; }

    public bool MoveNext()
    {
        do
        {
            while (rest.IsEmpty)
            {
                if (++line >= header.Count)
                {
                    return false;
                }

                rest = header[line];
            }

            var end = rest.IndexOf(',');
            Read((end < 0 ? rest : rest[..end]).Trim());
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        while (Value.IsEmpty);
        return true;
    }

    private void Read(ReadOnlySpan<char> item)
    {
        var end = item.IndexOf(';');
        Value = (end < 0 ? item : item[..end]).TrimEnd();
        var parameters = end < 0 ? default : item[end..];
        var weight = parameters.LastIndexOf(";q=", StringComparison.OrdinalIgnoreCase);
        weight = weight < 0 ? parameters.LastIndexOf("; q=", StringComparison.OrdinalIgnoreCase) : weight;
        Parameters = weight < 0 ? parameters : parameters[..weight];
        Quality = weight < 0 ? 1 : ReadQuality(parameters[weight..]);
    }

    private static double ReadQuality(ReadOnlySpan<char> weight)
    {
        var text = weight[(weight.IndexOf('=') + 1)..];
        var end = text.IndexOf(';');
        var number = (end < 0 ? text : text[..end]).Trim();
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) && quality <= 1 ? quality : 0;
    }
}
