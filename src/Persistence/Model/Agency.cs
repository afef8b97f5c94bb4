using KGPlanGraph.PlanDocuments;
namespace KGPlanGraph.Persistence.Model;

/// <summary>A body of the register: it issues, leads, coordinates, manages or is asked to invest.</summary>
public sealed class Agency : IVersioned, ITimestamped
{
    public long Id { get; set; }
    public required string Code { get; set; }
    public required string Name { get; set; }

    [Derived]
    public byte[] NameOrder { get; set; } = [];

    public string? EnglishName { get; set; }
    public AgencyKind Kind { get; set; }

    /// <summary>Other spellings found in documents, in the register's order.</summary>
    public IReadOnlyList<string> Aliases { get; set; } = [];
    public long? ParentId { get; set; }
    public Agency? Parent { get; set; }

    [Derived]
    public string Folded { get; set; } = "";

    public int Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
