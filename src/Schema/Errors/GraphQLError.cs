namespace KGPlanGraph.Schema.Errors;

/// <summary>
/// One entry of a response's top-level <c>errors</c>: <c>{ message, locations, path, extensions: { code, … } }</c>.
/// </summary>
/// <param name="Code">A code of <see cref="ErrorCodes"/>; never depends on the language.</param>
/// <param name="Message">Names the culprit and the way out.</param>
public sealed record GraphQLError(string Code, LocalizedText Message)
{
    /// <summary>Line and column in the document, from 1; empty where the error has no place in it.</summary>
    public IReadOnlyList<(int Line, int Column)> Locations { get; init; } = [];

    /// <summary>Response keys (string) and list indexes (int); null for a request error.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Further members of <c>extensions</c>: strings, numbers, booleans.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Extensions { get; init; } = [];
}

/// <summary>The language of messages, from <c>Accept-Language</c>; codes are the same in both.</summary>
public enum Language
{
    English,
    Vietnamese,
}

/// <summary>One message in both languages of the service.</summary>
public readonly record struct LocalizedText(string English, string Vietnamese)
{
    /// <summary>The text in <paramref name="language"/>.</summary>
    public string In(Language language) => language == Language.Vietnamese ? Vietnamese : English;
}
