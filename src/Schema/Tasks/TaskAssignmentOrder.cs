using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Schema.Tasks;

/// <summary>Rewrites a task's assignments: the lead first, positions from 1 without gaps. The context keeps the task's own lead in step.</summary>
internal static class TaskAssignmentOrder
{
    // Out of the way of every position that a task's text can have.
    private const int Aside = 1_000_000;

    /// <summary>What is assigned with another lead; the present one is no longer assigned.</summary>
    public static IReadOnlyList<(Agency Agency, AssignmentRole Role)> WithLead(PlanTask task, Agency lead) =>
    [
        (lead, AssignmentRole.Lead),
        .. InOrder(task).Where(assignment => assignment.Role == AssignmentRole.Coordinate && assignment.AgencyId != lead.Id).Select(Pair),
    ];

    /// <summary>What is assigned with one coordinator more, the last in the order.</summary>
    public static IReadOnlyList<(Agency Agency, AssignmentRole Role)> WithCoordinator(PlanTask task, Agency coordinator) =>
        [.. InOrder(task).Where(assignment => assignment.AgencyId != coordinator.Id).Select(Pair), (coordinator, AssignmentRole.Coordinate)];

    /// <summary>What is assigned without an agency.</summary>
    public static IReadOnlyList<(Agency Agency, AssignmentRole Role)> Without(PlanTask task, Agency gone) =>
        [.. InOrder(task).Where(assignment => assignment.AgencyId != gone.Id).Select(Pair)];

    /// <summary>
    /// Makes the assignments of a task, loaded with their agencies, exactly these. Saves in between: a position, and the lead, must be free before they are
    /// given anew.
    /// </summary>
    public static async Task ArrangeAsync(
        PlanDbContext data, PlanTask task, IReadOnlyList<(Agency Agency, AssignmentRole Role)> wanted, CancellationToken cancellationToken)
    {
        var present = task.Assignments.ToDictionary(assignment => assignment.AgencyId);
        if (Clear(data, present, wanted))
            await data.SaveChangesAsync(cancellationToken);

        for (var index = 0; index < wanted.Count; index++)
        {
            var (agency, role) = wanted[index];
            if (present.TryGetValue(agency.Id, out var assignment))
                (assignment.Role, assignment.Position) = (role, index + 1);
            else
                task.Assignments.Add(new TaskAssignment { Agency = agency, Role = role, Position = index + 1 });
        }
    }

    // True where something had to go or to step aside.
    private static bool Clear(PlanDbContext data, Dictionary<long, TaskAssignment> present, IReadOnlyList<(Agency Agency, AssignmentRole Role)> wanted)
    {
        var isCleared = false;
        var places = wanted.Select((pair, index) => (pair.Agency.Id, pair.Role, Position: index + 1)).ToDictionary(place => place.Id);
        foreach (var assignment in present.Values.ToList())
        {
            var isWanted = places.TryGetValue(assignment.AgencyId, out var place);
            if (isWanted && place.Role == assignment.Role && place.Position == assignment.Position)
                continue;
            isCleared = true;
            if (isWanted)
            {
                assignment.Role = AssignmentRole.Coordinate;
                assignment.Position += Aside;
            }
            else
            {
                present.Remove(assignment.AgencyId);
                data.Remove(assignment);
            }
        }

        return isCleared;
    }

    private static IOrderedEnumerable<TaskAssignment> InOrder(PlanTask task) => task.Assignments.OrderBy(assignment => assignment.Position);

    private static (Agency Agency, AssignmentRole Role) Pair(TaskAssignment assignment) => (assignment.Agency!, assignment.Role);
}
