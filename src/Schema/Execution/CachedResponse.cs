namespace KGPlanGraph.Schema.Execution;

/// <summary>A response from memory.</summary>
internal sealed class CachedResponse(CachedBody answer) : GraphQLResponse
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

/// <summary>A whole answer that is kept for its repetitions.</summary>
/// <param name="Body">The response's JSON.</param>
/// <param name="EntityTag">Its tag.</param>
/// <param name="Summary">For the access record.</param>
internal sealed record CachedBody(byte[] Body, string EntityTag, OperationSummary Summary)
{
    /// <summary>Bytes that an entry takes besides its body.</summary>
    public const int Overhead = 256;
}
