namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>How an operand is compared.</summary>
public enum ComparisonKind
{
    Equal,

    /// <summary>Null-safe: a missing value differs from every value.</summary>
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
