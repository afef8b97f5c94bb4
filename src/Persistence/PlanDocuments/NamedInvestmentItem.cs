using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>An industrial zone, cluster or project that the text names one by one.</summary>
public sealed record NamedInvestmentItem
{
    public required InvestmentItemKind Kind { get; init; }

    /// <summary>Made from the name, unique in the document, e.g. KCN-THANH-LOC.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required InvestmentStage Stage { get; init; }

    /// <summary>The lead of the task that names it; null where that has none.</summary>
    public string? ManagingAgencyCode { get; init; }

    /// <summary>Places in <see cref="PlanDocument.Localities"/>.</summary>
    public required IReadOnlyList<int> Localities { get; init; }

    /// <summary>Bodies outside the province that are asked to invest; projects only.</summary>
    public required IReadOnlyList<string> PartnerCodes { get; init; }

    /// <summary>E.g. "giai đoạn 2"; zones only.</summary>
    public string? Phase { get; init; }

    /// <summary>Clusters only.</summary>
    public bool IsPilot { get; init; }

    /// <summary>Projects only.</summary>
    public InvestmentSector? Sector { get; init; }
}
