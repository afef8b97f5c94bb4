namespace KGPlanGraph.Schema.Errors;

/// <summary>One message in both languages of the service.</summary>
public readonly record struct LocalizedText(string English, string Vietnamese)
{
    /// <summary>The text in <paramref name="language"/>.</summary>
    public string In(Language language) => language == Language.Vietnamese ? Vietnamese : English;
}
