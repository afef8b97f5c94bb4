namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>How many related rows must fulfil a condition.</summary>
public enum Quantifier
{
    Some,
    None,

    /// <summary>True also where there is no row.</summary>
    All,
}
