namespace KGPlanGraph.Persistence.Model;

/// <summary>A GraphQL document that clients may name by its SHA-256.</summary>
public sealed class PersistedOperation
{
    /// <summary>64 lower-case hexadecimal digits over the document's UTF-8 bytes.</summary>
    public required string Sha256 { get; set; }
    public string? Name { get; set; }
    public required string Document { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
