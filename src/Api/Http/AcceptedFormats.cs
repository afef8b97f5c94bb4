using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Http;

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
            return new(PlainJson, true);
        if (accept.Count == 1 && accept[0] == GraphQLResponse)
            return new(GraphQLResponse, false);
        if (accept.Count == 1 && accept[0] == PlainJson)
            return new(PlainJson, false);
        return Negotiate(accept);
    }

    static AcceptedFormats Negotiate(StringValues accept)
    {
        Candidate response = default, json = default, events = default;
        var order = 0;
        var list = new QualityList(accept);
        while (list.MoveNext())
        {
            order--;
            if (!IsUtf8(list.Parameters))
                continue;
            response.Consider(list.Value, GraphQLResponse, list.Quality, order);
            json.Consider(list.Value, PlainJson, list.Quality, order);
            events.Consider(list.Value, Events, list.Quality, order);
        }

        var best = response.Beats(json) ? GraphQLResponse : PlainJson;
        return new(response.Quality > 0 || json.Quality > 0 ? best : null, events.Quality > 0);
    }

    static bool IsUtf8(ReadOnlySpan<char> parameters)
    {
        var charset = parameters.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return charset < 0 || parameters[(charset + 8)..].TrimStart('"').StartsWith("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    struct Candidate
    {
        int specificity;
        int order;

        public double Quality { get; private set; }

        public void Consider(ReadOnlySpan<char> range, string type, double quality, int position)
        {
            var match = range.Equals(type, StringComparison.OrdinalIgnoreCase) ? 3
                : range is "*/*" or "*" ? 1
                : range.EndsWith("/*") && type.AsSpan().StartsWith(range[..^1], StringComparison.OrdinalIgnoreCase) ? 2
                : 0;
            if (match > specificity)
                (specificity, Quality, order) = (match, quality, position);
        }

        public readonly bool Beats(Candidate other) =>
            (Quality, specificity, order).CompareTo((other.Quality, other.specificity, other.order)) > 0;
    }
}
