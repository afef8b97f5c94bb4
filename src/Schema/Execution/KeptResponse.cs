namespace KGPlanGraph.Schema.Execution;

/// <summary>A response from memory.</summary>
internal sealed class KeptResponse(KeptAnswer answer) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => answer.Body;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Query;

    /// <inheritdoc/>
    public override string? EntityTag => answer.EntityTag;

    /// <inheritdoc/>
    public override OperationSummary? Summary => answer.Summary;
}
