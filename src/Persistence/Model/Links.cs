namespace KGPlanGraph.Persistence.Model;

/// <summary>A plan rests on a legal document.</summary>
public sealed class PlanLegalDocument
{
    public long PlanId { get; set; }
    public Plan? Plan { get; set; }
    public long LegalDocumentId { get; set; }
    public LegalDocument? LegalDocument { get; set; }
    public int Position { get; set; }
}

/// <summary>A task names an investment item.</summary>
public sealed class TaskInvestmentItem
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long ItemId { get; set; }
    public InvestmentItem? Item { get; set; }
    public int Position { get; set; }
}

/// <summary>A task cites a legal document.</summary>
public sealed class TaskLegalDocument
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long LegalDocumentId { get; set; }
    public LegalDocument? LegalDocument { get; set; }
    public int Position { get; set; }
}

/// <summary>A task names a locality.</summary>
public sealed class TaskLocality
{
    public long TaskId { get; set; }
    public PlanTask? Task { get; set; }
    public long LocalityId { get; set; }
    public Locality? Locality { get; set; }
    public int Position { get; set; }
}

/// <summary>An investment item lies in a locality.</summary>
public sealed class InvestmentItemLocality
{
    public long ItemId { get; set; }
    public InvestmentItem? Item { get; set; }
    public long LocalityId { get; set; }
    public Locality? Locality { get; set; }
    public int Position { get; set; }
}

/// <summary>An agency outside the province that is asked to invest in a project.</summary>
public sealed class InvestmentProjectPartner
{
    public long ItemId { get; set; }
    public InvestmentItem? Item { get; set; }
    public long AgencyId { get; set; }
    public Agency? Agency { get; set; }
    public int Position { get; set; }
}
