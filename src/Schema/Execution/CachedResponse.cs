using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Schema.Execution;

/// <summary>A response from memory.</summary>
internal sealed class CachedResponse(CachedBody body) : GraphQLResponse
{
    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Body => body.Body;

    /// <inheritdoc/>
    public override bool HasData => true;

    /// <inheritdoc/>
    public override OperationKind? Kind => OperationKind.Query;

    /// <inheritdoc/>
    public override string? EntityTag => body.EntityTag;

    /// <inheritdoc/>
    public override EncodedBodies? Encoded => body.Encoded;

    /// <inheritdoc/>
    public override OperationSummary? Summary => body.Summary;
}

/// <summary>A whole response that is kept for its repetitions, also compressed once somebody has taken it so.</summary>
/// <param name="Body">The response's JSON.</param>
/// <param name="EntityTag">Its tag.</param>
/// <param name="Summary">For the access record.</param>
internal sealed record CachedBody(byte[] Body, string EntityTag, OperationSummary Summary)
{
    // Besides its bodies.
    private const int Overhead = 256;

    /// <summary>Its body in other encodings.</summary>
    public EncodedBodies Encoded { get; } = new();

    /// <summary>Bytes that it takes at most, both encodings included.</summary>
    public int Weight => Overhead + Body.Length + 2 * (Body.Length / EncodedBodies.LeastRatio);
}
