namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>Where a text is looked for.</summary>
public enum TextMatchKind
{
    Contains,
    StartsWith,
    EndsWith,
}
