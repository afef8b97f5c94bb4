namespace KGPlanGraph.Schema.Errors;

/// <summary>The language of messages, from <c>Accept-Language</c>; codes are the same in both.</summary>
public enum Language
{
    English,
    Vietnamese,
}
