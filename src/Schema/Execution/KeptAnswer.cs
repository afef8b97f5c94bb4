namespace KGPlanGraph.Schema.Execution;

/// <summary>A whole answer that is kept for its repetitions.</summary>
/// <param name="Body">The response's JSON.</param>
/// <param name="EntityTag">Its tag.</param>
/// <param name="Summary">For the access record.</param>
internal sealed record KeptAnswer(byte[] Body, string EntityTag, OperationSummary Summary)
{
    /// <summary>Bytes that an entry takes besides its body.</summary>
    public const int Overhead = 256;
}
