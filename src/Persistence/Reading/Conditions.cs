namespace KGPlanGraph.Persistence.Reading;

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

/// <summary>Every part; fulfilled where there is none.</summary>
public sealed record AllOf(IReadOnlyList<Condition> Parts) : Condition;

/// <summary>At least one part; not fulfilled where there is none.</summary>
public sealed record AnyOf(IReadOnlyList<Condition> Parts) : Condition;

/// <summary>Fulfilled where <paramref name="Inner"/> is not, unknown included (two-valued logic, as in C#).</summary>
public sealed record Negation(Condition Inner) : Condition;

/// <summary>An operand against one value, which is null only for <see cref="ComparisonKind.Equal"/> and its opposite.</summary>
public sealed record Comparison(Operand Operand, ComparisonKind Kind, object? Value) : Condition;

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

/// <summary>An operand among values: one array parameter, however many there are.</summary>
/// <param name="Operand">What is looked up.</param>
/// <param name="Values">The values, none of them null.</param>
/// <param name="OrNull">Whether a missing value is a member too.</param>
public sealed record Membership(Operand Operand, IReadOnlyList<object> Values, bool OrNull) : Condition;

/// <summary>A text that has <paramref name="Value"/> (not empty) at a place; compared as written.</summary>
public sealed record TextMatch(Operand Operand, TextMatchKind Kind, string Value) : Condition;

/// <summary>Where a text is looked for.</summary>
public enum TextMatchKind
{
    Contains,
    StartsWith,
    EndsWith,
}

/// <summary>Every word, already folded, occurs in the folded text.</summary>
public sealed record ContainsWords(Column Folded, IReadOnlyList<string> Words) : Condition;

/// <summary>A condition on the rows of a to-many relation.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Visible">Which of its rows exist for the caller.</param>
/// <param name="Inner">What they must fulfil.</param>
/// <param name="Quantifier">How many of them.</param>
public sealed record Quantified(ToMany Relation, Condition Visible, Condition Inner, Quantifier Quantifier) : Condition;

/// <summary>A condition on the texts of a list that a column holds as JSON; <see cref="ElementOperand"/> is one of them.</summary>
/// <param name="List">The column.</param>
/// <param name="Visible">Which texts exist for the caller.</param>
/// <param name="Inner">What they must fulfil.</param>
/// <param name="Quantifier">How many of them.</param>
public sealed record QuantifiedElements(Column List, Condition Visible, Condition Inner, Quantifier Quantifier) : Condition;

/// <summary>How many related rows must fulfil a condition.</summary>
public enum Quantifier
{
    Some,
    None,

    /// <summary>True also where there is no row.</summary>
    All,
}

/// <summary>A condition on the row that a to-one relation leads to; all its values are null where there is none.</summary>
public sealed record Through(ToOne Relation, Condition Inner) : Condition;

/// <summary>
/// A foreign key against the row with given unique values: <c>fk = (SELECT id … WHERE code = $1)</c>.
/// Four times as fast as the join that says the same (architecture.md).
/// </summary>
/// <param name="Relation">The to-one relation.</param>
/// <param name="Unique">A unique column of its target.</param>
/// <param name="Values">One value or more, none of them null.</param>
public sealed record ThroughKey(ToOne Relation, Column Unique, IReadOnlyList<object> Values) : Condition;

/// <summary>Whether the register holds an agency with this code.</summary>
public sealed record AgencyExists(string AgencyCode) : Condition;

/// <summary>A foreign key that leads to the agency with this code; never fulfilled where the register has none.</summary>
public sealed record IsAgency(Column ForeignKey, string AgencyCode) : Condition;

/// <summary>A key that is the key of some row of a table: <c>fk IN (SELECT id … WHERE …)</c>.</summary>
/// <param name="Key">The row's own key or a foreign key.</param>
/// <param name="Target">The table whose key it is.</param>
/// <param name="Where">What the other row must fulfil.</param>
public sealed record IsKeyOf(Column Key, Table Target, Condition Where) : Condition;
