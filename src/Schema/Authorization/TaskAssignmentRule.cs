using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Schema.Authorization;

/// <summary>When an agency counts as assigned to a task, as the reads ask it and as the writers do.</summary>
internal static class TaskAssignmentRule
{
    /// <summary>
    /// Leading, alone or with others, coordinating, or any agency of the register where the task has open coordination and no lead (domain.md, "Reports").
    /// A condition on tasks.
    /// </summary>
    public static Condition IsAssigned(string agencyCode) => new AnyOf(
    [
        new Quantified(
            new ToMany(TaskAssignmentTable.Table, TaskAssignmentTable.TaskId), Condition.Always,
            new IsAgency(TaskAssignmentTable.AgencyId, agencyCode), Quantifier.Some),
        new AllOf(
        [
            new Comparison(new ColumnOperand(TaskTable.LeadAgencyId), ComparisonKind.Equal, null),
            new Comparison(new ColumnOperand(TaskTable.HasOpenCoordination), ComparisonKind.Equal, true),
            new AgencyExists(agencyCode),
        ]),
    ]);

    /// <summary>The same of a task that has its assignments loaded, and an agency of the register.</summary>
    public static bool IsAssigned(PlanTask task, Agency agency) =>
        task.Assignments.Exists(assignment => assignment.AgencyId == agency.Id) || (task.LeadAgencyId is null && task.HasOpenCoordination);
}
