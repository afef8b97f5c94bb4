namespace KGPlanGraph.Persistence.Reading.Conditions;

/// <summary>What a row must fulfil. A condition may be unknown to SQL where a value is null; unknown counts as not fulfilled.</summary>
public abstract record Condition
{
    /// <summary>Fulfilled by every row.</summary>
    public static readonly Condition Always = new AllOf([]);

    /// <summary>Fulfilled by no row.</summary>
    public static readonly Condition Never = new AnyOf([]);

    /// <summary>Both, without the parts that say nothing.</summary>
    public static Condition Both(Condition left, Condition right) =>
        left is AllOf { Parts.Count: 0 } ? right : right is AllOf { Parts.Count: 0 } ? left : new AllOf([left, right]);
}
