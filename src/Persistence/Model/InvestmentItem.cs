using KGPlanGraph.PlanDocuments;
namespace KGPlanGraph.Persistence.Model;

/// <summary>An industrial zone, cluster or investment project; columns of another kind than <see cref="Kind"/> are null or false.</summary>
public sealed class InvestmentItem : IVersioned, ITimestamped, IDraftable
{
    public long Id { get; set; }

    /// <summary>Decides which type the item is; it never changes.</summary>
    [Derived]
    public InvestmentItemKind Kind { get; set; }

    public required string Code { get; set; }
    public required string Name { get; set; }

    [Derived]
    public byte[] NameOrder { get; set; } = [];

    public InvestmentStage Stage { get; set; }
    public long ManagingAgencyId { get; set; }
    public Agency? ManagingAgency { get; set; }
    public double? AreaHectares { get; set; }
    public long? CapitalVnd { get; set; }
    public bool CallsForInvestment { get; set; }
    public string? Note { get; set; }

    [OnlyOf(InvestmentItemKind.IndustrialZone)]
    public string? Phase { get; set; }

    [OnlyOf(InvestmentItemKind.IndustrialZone)]
    public double? OccupancyPercent { get; set; }

    [OnlyOf(InvestmentItemKind.IndustrialCluster)]
    public string? InfrastructureInvestor { get; set; }

    [OnlyOf(InvestmentItemKind.IndustrialCluster)]
    public bool IsPilot { get; set; }

    /// <summary>A project always has one.</summary>
    [OnlyOf(InvestmentItemKind.InvestmentProject)]
    public InvestmentSector? Sector { get; set; }

    [Derived]
    public string Folded { get; set; } = "";

    public long? DraftPlanId { get; set; }
    public Plan? DraftPlan { get; set; }
    public int Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public List<InvestmentItemLocality> Localities { get; } = [];
    public List<TaskInvestmentItem> Tasks { get; } = [];

    /// <summary>Projects only.</summary>
    public List<InvestmentProjectPartner> Partners { get; } = [];
}
