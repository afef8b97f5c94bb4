namespace KGPlanGraph.Persistence.Model;

/// <summary>How the plan words a deadline: quý, tháng, trước ngày, or a plain date. Stored as the position in the contract's enum.</summary>
public enum DeadlineKind
{
    Quarter,
    Month,
    BeforeDate,
    OnDate,
}
