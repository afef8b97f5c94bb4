namespace KGPlanGraph.Persistence.Model.Mapping;

/// <summary>COMPLETED means 100 percent, NOT_STARTED means 0; the others say nothing of it.</summary>
internal static class PercentRule
{
    public static string Sql(string statusColumn) =>
        $"({statusColumn} <> {(int)PlanTaskStatus.Completed} OR percent_complete = 100) "
        + $"AND ({statusColumn} <> {(int)PlanTaskStatus.NotStarted} OR percent_complete = 0)";
}
