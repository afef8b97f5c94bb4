using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Execution;

/// <summary>The specification's validation rules, as graphql-dotnet has them, until there are enough errors.</summary>
internal static class ValidationRules
{
    public static readonly IReadOnlyList<IValidationRule> All = [new EnoughErrors(), .. DocumentValidator.CoreRules];
}

/// <summary>Turns graphql-dotnet's validation errors into this server's: its types and codes never reach a caller.</summary>
internal static class ValidationMessages
{
    public static GraphQLError Translate(ExecutionError error)
    {
        var code = error.Message.Contains("oneOf", StringComparison.OrdinalIgnoreCase) ? ErrorCodes.OneKeyPerSortObject : ErrorCodes.InvalidRequest;
        return new GraphQLError(code, new(error.Message, "Yêu cầu không hợp lệ: " + error.Message))
        {
            Locations = [.. (error.Locations ?? []).Select(location => (location.Line, location.Column))],
        };
    }

    /// <summary>The same error without the names that the library suggests: they are the schema's, and not everybody may see it.</summary>
    public static GraphQLError WithoutSuggestions(GraphQLError error)
    {
        var end = error.Message.English.IndexOf(" Did you mean", StringComparison.Ordinal);
        if (end < 0)
        {
            return error;
        }

        var text = error.Message.English[..end];
        return error with { Message = new(text, "Yêu cầu không hợp lệ: " + text) };
    }
}

/// <summary>
/// Ends validation when there are as many errors as anybody reads. Each error of the library looks for names that were meant, so a document of a
/// thousand unknown fields would be worth a tenth of a second to whoever sends it. It has no other way to end the walk than an exception.
/// </summary>
internal sealed class EnoughErrors : ValidationRuleBase, INodeVisitor
{
    private const int Enough = 20;

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(this);

    /// <exception cref="ReachedException">There are enough errors.</exception>
    public ValueTask EnterAsync(ASTNode node, ValidationContext context) =>
        context.HasErrors && context.Errors.Count() >= Enough ? throw new ReachedException([.. context.Errors]) : default;

    public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;

    internal sealed class ReachedException(IReadOnlyList<ValidationError> errors) : Exception("Enough errors.")
    {
        public IReadOnlyList<ValidationError> Errors { get; } = errors;
    }
}
