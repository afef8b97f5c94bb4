namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// A row that may belong to a plan in DRAFT. Until that plan is published, only those who see drafts see the row;
/// <c>DraftPlanId is null</c> is the whole test.
/// </summary>
public interface IDraftable
{
    long? DraftPlanId { get; set; }

    Plan? DraftPlan { get; set; }
}
