namespace KGPlanGraph.Persistence.Model;

/// <summary>The first answer to a mutation that was sent with a key.</summary>
public sealed class IdempotencyKey
{
    public required string Caller { get; set; }
    public required string Key { get; set; }
    public required string Mutation { get; set; }
    public required string InputHash { get; set; }
    public required string Outcome { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
