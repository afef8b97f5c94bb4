using GraphQL.Validation;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Execution;

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
