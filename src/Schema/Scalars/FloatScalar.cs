using GraphQL.Types;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>The built-in Float, made stricter: a JSON number such as 1e400 reads as infinity, which is no value of the specification's Float.</summary>
public sealed class FloatScalar : FloatGraphType
{
    public FloatScalar() => Name = "Float";

    /// <inheritdoc/>
    public override object? ParseValue(object? value)
        => base.ParseValue(value) is double number && !double.IsFinite(number) ? ThrowValueConversionError(value) : base.ParseValue(value);

    /// <inheritdoc/>
    public override bool CanParseValue(object? value)
        => base.CanParseValue(value) && (value is null || base.ParseValue(value) is double number && double.IsFinite(number));
}
