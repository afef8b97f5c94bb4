namespace KGPlanGraph.Persistence.Model;

/// <summary>A provincial plan with its outline.</summary>
public sealed class Plan : IVersioned, ITimestamped, IDraftable
{
    /// <summary>No plan is for an earlier year.</summary>
    public const int EarliestYear = 1945;

    /// <summary>No plan is for a later year.</summary>
    public const int LatestYear = 2200;

    public long Id { get; set; }
    public required string Code { get; set; }
    public required string Title { get; set; }

    [Derived]
    public byte[] TitleOrder { get; set; } = [];

    public int Year { get; set; }

    /// <summary>The last year of a plan for several; <see cref="Year"/> itself where the plan is for one, or nobody says.</summary>
    public int LastYear { get; set; }

    /// <summary>What the document calls itself, e.g. Chương trình hành động.</summary>
    public string DocumentType { get; set; } = "Kế hoạch";
    public PlanStatus Status { get; set; }
    public long IssuerId { get; set; }
    public Agency? Issuer { get; set; }

    [PartOf("Signatory")]
    public string? SignatoryName { get; set; }

    [PartOf("Signatory")]
    public string? SignatoryCapacity { get; set; }

    public string? DocumentNumber { get; set; }
    public DateOnly? IssuedOn { get; set; }

    /// <summary>Nơi nhận, as written.</summary>
    public IReadOnlyList<string> Recipients { get; set; } = [];

    /// <summary>The plan's own id while it is a draft.</summary>
    public long? DraftPlanId { get; set; }
    public Plan? DraftPlan { get; set; }
    public int Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public List<PlanSection> Sections { get; } = [];
    public List<PlanLegalDocument> LegalDocuments { get; } = [];
}

/// <summary>Where a plan stands: edited, in force, or closed to every change. Stored as the position in the contract's enum.</summary>
public enum PlanStatus
{
    Draft,
    InForce,
    Closed,
}
