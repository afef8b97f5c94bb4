using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Operations;

/// <summary>The specification's validation rules, as graphql-dotnet has them, until there are enough errors.</summary>
internal static class ValidationRules
{
    public static readonly IReadOnlyList<IValidationRule> All =
    [
        new EnoughErrors(),
        // Read more loosely than the specification does, see ExecutableRules.
        .. DocumentValidator.CoreRules.Where(rule => rule is not VariablesInAllowedPosition),
    ];
}

/// <summary>Turns graphql-dotnet's validation errors into this server's: its types and codes never reach a caller.</summary>
internal static partial class ValidationMessages
{
    private static readonly string[] Disclosures = [" Did you mean", ExpectedForms.Prefix];

    public static GraphQLError Translate(ExecutionError error, ISchema schema)
    {
        // The library has a class for it, which it does not use inside of lists.
        var isOneOf = error is OneOfInputValuesError || error.Message.Contains("OneOf Input Object", StringComparison.Ordinal);
        var code = isOneOf ? ErrorCodes.OneKeyPerSortObject : ErrorCodes.InvalidRequest;
        var expected = ExpectedType().Match(error.Message) is { Success: true } match && schema.AllTypes[match.Groups[1].Value] is { } type
            ? ExpectedForms.Of(type)
            : default;
        return new GraphQLError(code, new(error.Message + expected.English, "Yêu cầu không hợp lệ: " + error.Message + expected.Vietnamese))
        {
            Locations = [.. (error.Locations ?? []).Select(location => (location.Line, location.Column))],
        };
    }

    /// <summary>The same error without the names that the library suggests: they are the schema's, and not everybody may see it.</summary>
    public static GraphQLError WithoutSuggestions(GraphQLError error)
    {
        var text = error.Message.English;
        foreach (var disclosure in Disclosures)
        {
            text = text.IndexOf(disclosure, StringComparison.Ordinal) is var end and >= 0 ? text[..end] : text;
        }

        return text.Length == error.Message.English.Length ? error : error with { Message = new(text, "Yêu cầu không hợp lệ: " + text) };
    }

    [GeneratedRegex("Expected type '([_A-Za-z0-9]+)")]
    private static partial Regex ExpectedType();
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
