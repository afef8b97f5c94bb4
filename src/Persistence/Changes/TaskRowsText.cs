using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Model.Saving;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>The statements, in the order in which <see cref="TaskRowsReader"/> reads their rows.</summary>
/// <param name="context">Whose model has the names.</param>
/// <param name="isPostgres">The engine.</param>
/// <param name="isOne">True for one key, which has a text of its own: PostgreSQL plans a list again for each request, and that takes longer than reading the rows.</param>
internal sealed class TaskRowsText(PlanDbContext context, bool isPostgres, bool isOne)
{
    private readonly string given = (isOne, isPostgres) switch
    {
        (true, _) => "= @key",
        (false, true) => "= ANY (@keys)",
        (false, false) => "IN (SELECT value FROM json_each(@keys))",
    };

    private string tasks = "";

    public string Of(TaskRequest request)
    {
        tasks = request.Through switch
        {
            null => given,
            _ when request.Through == typeof(ProgressReport) => Through<ProgressReport>(nameof(ProgressReport.Id), nameof(ProgressReport.TaskId)),
            _ => Through<Amendment>(nameof(Amendment.Id), nameof(Amendment.TaskId)),
        };
        var statements = new List<string>
        {
            // A task stays in its plan.
            Select<Plan>(nameof(Plan.Id), Selected<PlanTask>(nameof(PlanTask.PlanId), nameof(PlanTask.Id), tasks)) + Lock("SHARE"),
            Select<PlanTask>(nameof(PlanTask.Id), tasks) + Lock(request.WillChange ? "NO KEY UPDATE" : "SHARE"),
            Assignments(),
            OfTask<Deadline>(nameof(Deadline.TaskId), nameof(Deadline.Position)),
        };
        if (request.WillChange)
        {
            statements.Add(OfTask<TaskState>(nameof(TaskState.TaskId), nameof(TaskState.FromDay)));
        }

        if (request.Through == typeof(ProgressReport))
        {
            statements.Add(Select<ProgressReport>(nameof(ProgressReport.Id), given));
            statements.Add(Select<ProgressReportMetDeadline>(nameof(ProgressReportMetDeadline.ReportId), given, nameof(ProgressReportMetDeadline.Position)));
        }
        else if (request.Through == typeof(Amendment))
        {
            statements.Add(Select<Amendment>(nameof(Amendment.Id), given));
            statements.Add(Select<Agency>(nameof(Agency.Id), Through<Amendment>(nameof(Amendment.Id), nameof(Amendment.ProposedAgencyId))));
        }

        if (request.AgencyCode is not null)
        {
            statements.Add(Select<Agency>(nameof(Agency.Code), "= @agency"));
        }

        if (isPostgres && request.NewReports > 0)
        {
            statements.Add(NewKeys.Next(Table<ProgressReport>().Trim('"'), "@count"));
        }

        return string.Join("; ", statements);
    }

    private static string Order(string column) => $" ORDER BY t.{column}";

    private string Lock(string strength) => isPostgres ? $" FOR {strength} OF t" : "";

    private string Through<T>(string id, string to)
        where T : class =>
        Selected<T>(to, id, given);

    // Produces: = (SELECT plan_id FROM tasks WHERE id = @key)
    private string Selected<T>(string wanted, string property, string condition)
        where T : class =>
        $"{(isOne ? "=" : "IN")} (SELECT {Column<T>(wanted)} FROM {Table<T>()} WHERE {Column<T>(property)} {condition})";

    // Produces: SELECT t.id, t.code, … FROM plans t WHERE t.id = ANY (@keys) ORDER BY t.id
    private string Select<T>(string property, string condition, string? order = null)
        where T : class
    {
        var reader = EntityReader<T>.Of(context);
        return $"SELECT {reader.ColumnsOf("t")} FROM {reader.Table} t WHERE t.{Column<T>(property)} {condition}{Order(Column<T>(order ?? property))}";
    }

    private string OfTask<T>(string task, string order)
        where T : class =>
        Select<T>(task, tasks, order);

    private string Assignments()
    {
        var (assignments, agencies) = (EntityReader<TaskAssignment>.Of(context), EntityReader<Agency>.Of(context));
        return $"SELECT {assignments.ColumnsOf("t")}, {agencies.ColumnsOf("a")} FROM {assignments.Table} t "
            + $"JOIN {agencies.Table} a ON a.{Column<Agency>(nameof(Agency.Id))} = t.{Column<TaskAssignment>(nameof(TaskAssignment.AgencyId))} "
            + $"WHERE t.{Column<TaskAssignment>(nameof(TaskAssignment.TaskId))} {tasks}{Order(Column<TaskAssignment>(nameof(TaskAssignment.Position)))}";
    }

    private string Table<T>()
        where T : class =>
        EntityReader<T>.Of(context).Table;

    private string Column<T>(string property)
        where T : class =>
        EntityReader<T>.Of(context).Column(property);
}
