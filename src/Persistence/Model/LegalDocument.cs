namespace KGPlanGraph.Persistence.Model;

/// <summary>A document on which a plan rests or that it cites.</summary>
public sealed class LegalDocument : IVersioned, IDraftable
{
    public long Id { get; set; }

    /// <summary>As cited; null where the plan cites none.</summary>
    public string? Number { get; set; }
    public required string Title { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public long? IssuerId { get; set; }
    public Agency? Issuer { get; set; }
    public long? DraftPlanId { get; set; }
    public Plan? DraftPlan { get; set; }
    public int Version { get; set; } = 1;
}
