using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Schema.Types.Tasks;

/// <summary>Who does what in a task, in the order of the text: the lead first, then those who lead with it, then those who coordinate.</summary>
internal static class AssignmentList
{
    /// <summary>Gives the agency its role. A new lead takes the place of the former, whose assignment ends.</summary>
    /// <returns>False where the agency has that role already.</returns>
    public static async Task<bool> AssignAsync(
        PlanDbContext context, PlanTask task, long agencyId, AssignmentRole role, CancellationToken cancellationToken)
    {
        var present = await LoadAsync(context, task, cancellationToken);
        if (present.Exists(row => row.AgencyId == agencyId && row.Role == role))
        {
            return false;
        }

        var others = present.Where(row => row.AgencyId != agencyId && (role != AssignmentRole.Lead || row.Role != AssignmentRole.Lead))
            .Select(row => (row.AgencyId, row.Role));
        await ReplaceAsync(context, task, present, [.. others, (agencyId, role)], cancellationToken);
        return true;
    }

    /// <summary>Ends the agency's assignment; those behind it move up.</summary>
    /// <returns>False where it had none.</returns>
    public static async Task<bool> UnassignAsync(PlanDbContext context, PlanTask task, long agencyId, CancellationToken cancellationToken)
    {
        var present = await LoadAsync(context, task, cancellationToken);
        if (!present.Exists(row => row.AgencyId == agencyId))
        {
            return false;
        }

        await ReplaceAsync(
            context, task, present, [.. present.Where(row => row.AgencyId != agencyId).Select(row => (row.AgencyId, row.Role))], cancellationToken);
        return true;
    }

    /// <summary>The rows of a new list.</summary>
    public static IEnumerable<TaskAssignment> Rows(IEnumerable<(long AgencyId, AssignmentRole Role)> assignments) =>
        assignments.OrderBy(assignment => assignment.Role).Select((assignment, index) =>
            new TaskAssignment { AgencyId = assignment.AgencyId, Role = assignment.Role, Position = index + 1 });

    private static async Task<List<TaskAssignment>> LoadAsync(PlanDbContext context, PlanTask task, CancellationToken cancellationToken)
    {
        await context.Entry(task).Collection(row => row.Assignments).LoadAsync(cancellationToken);
        return [.. task.Assignments.OrderBy(row => row.Position)];
    }

    private static async Task ReplaceAsync(
        PlanDbContext context, PlanTask task, List<TaskAssignment> present, List<(long AgencyId, AssignmentRole Role)> wanted, CancellationToken cancellationToken)
    {
        // Places and the lead are unique, and rows that change them cannot pass one another within a save.
        context.RemoveRange(present);
        await context.SaveChangesAsync(cancellationToken);
        task.Assignments.AddRange(Rows(wanted));
    }
}
