using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>
/// A query, or the selection of a mutation's or event's result, made ready for one kind of caller: list levels to read, and what writes
/// the answer from them.
/// </summary>
internal sealed class CompiledOperation
{
    private BoundOperation? kept;

    /// <summary>Writes <c>data</c>.</summary>
    public required ObjectWriter Root { get; init; }

    /// <summary>Parents before children.</summary>
    public required IReadOnlyList<ListLevel> Levels { get; init; }

    /// <summary>The days that <c>@asOf</c> and arguments <c>asOf</c> give, by their index less one.</summary>
    public required IReadOnlyList<DaySource> Days { get; init; }

    /// <summary>Fields that this kind of caller may not read.</summary>
    public required IReadOnlyList<DeniedField> Denied { get; init; }

    /// <summary>Whether no argument depends on a variable, so that one binding serves every request of a day.</summary>
    public required bool IsFixed { get; init; }

    /// <summary>The binding of an earlier request of the same day; null where there is none.</summary>
    public BoundOperation? Kept(DateOnly today) => kept is { } bound && bound.Days[0] == today ? bound : null;

    /// <summary>Keeps a binding for the day's further requests.</summary>
    public void Keep(BoundOperation bound) => kept = bound;
}

/// <summary>A day that <c>@asOf</c> or an argument <c>asOf</c> gives.</summary>
/// <param name="Value">The literal or the variable.</param>
/// <param name="Type">The scalar LocalDate.</param>
/// <param name="Otherwise">Index of the day that counts where the variable is not given.</param>
internal sealed record DaySource(GraphQLValue Value, IGraphType Type, int Otherwise)
{
    /// <summary>Whether another place gives the same day: a past that many fields ask for is joined once.</summary>
    public bool IsGivenBy(GraphQLValue other) => (Value, other) switch
    {
        (GraphQLVariable mine, GraphQLVariable theirs) => mine.Name.StringValue == theirs.Name.StringValue,
        (GraphQLStringValue mine, GraphQLStringValue theirs) => mine.Value.Span.SequenceEqual(theirs.Value.Span),
        _ => ReferenceEquals(Value, other),
    };

    /// <summary>The day of a request.</summary>
    /// <param name="variables">The coerced variables.</param>
    /// <param name="days">The days before this one, today first.</param>
    public DateOnly Of(IReadOnlyDictionary<string, object?> variables, DateOnly[] days) =>
        Value is GraphQLVariable variable && !variables.ContainsKey(variable.Name.StringValue) ? days[Otherwise]
        : InputCoercion.Literal(Type, Value, variables) is DateOnly given ? given
        : days[0];
}

/// <summary>A selected field that the caller may not read: null in the answer, with an error for each place.</summary>
/// <param name="Field">The selection.</param>
/// <param name="Error">The refusal.</param>
internal sealed record DeniedField(GraphQLField Field, GraphQLError Error);
