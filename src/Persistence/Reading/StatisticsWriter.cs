using System.Globalization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>Writes the derived table that a statistics level selects from: one row a group, all figures in one pass over the tasks.</summary>
internal sealed class StatisticsWriter(SqlDialect dialect, AliasSource aliases, ConditionWriter conditions)
{
    private static readonly Dictionary<StatisticsGroup, Column> GroupColumns = new()
    {
        [StatisticsGroup.Agency] = StatisticsTable.AgencyId,
        [StatisticsGroup.Section] = StatisticsTable.SectionId,
        [StatisticsGroup.Status] = StatisticsTable.Status,
        [StatisticsGroup.Timeliness] = StatisticsTable.Timeliness,
        [StatisticsGroup.DueQuarter] = StatisticsTable.DueQuarter,
        [StatisticsGroup.DeliverableKind] = StatisticsTable.DeliverableKind,
    };

    private static readonly Dictionary<Column, string> Figures = new()
    {
        [StatisticsTable.Total] = "count(s.id)",
        [StatisticsTable.NotStarted] = Counting(StatisticsTable.Status, (int)PlanTaskStatus.NotStarted),
        [StatisticsTable.InProgress] = Counting(StatisticsTable.Status, (int)PlanTaskStatus.InProgress),
        [StatisticsTable.Completed] = Counting(StatisticsTable.Status, (int)PlanTaskStatus.Completed),
        [StatisticsTable.Suspended] = Counting(StatisticsTable.Status, (int)PlanTaskStatus.Suspended),
        [StatisticsTable.Cancelled] = Counting(StatisticsTable.Status, (int)PlanTaskStatus.Cancelled),
        [StatisticsTable.WithoutDeadline] = Counting(StatisticsTable.Timeliness, (int)Timeliness.NoDeadline),
        [StatisticsTable.NotDue] = Counting(StatisticsTable.Timeliness, (int)Timeliness.NotDue),
        [StatisticsTable.DueSoon] = Counting(StatisticsTable.Timeliness, (int)Timeliness.DueSoon),
        [StatisticsTable.Overdue] = Counting(StatisticsTable.Timeliness, (int)Timeliness.Overdue),
        [StatisticsTable.CompletedOnTime] = Counting(StatisticsTable.Timeliness, (int)Timeliness.CompletedOnTime),
        [StatisticsTable.CompletedLate] = Counting(StatisticsTable.Timeliness, (int)Timeliness.CompletedLate),
        [StatisticsTable.AveragePercentComplete] = "coalesce(avg(CAST(s.percent_complete AS double precision)), 0)",
    };

    private static readonly HashSet<Column> FromDeadlines =
    [
        StatisticsTable.WithoutDeadline, StatisticsTable.NotDue, StatisticsTable.DueSoon, StatisticsTable.Overdue,
        StatisticsTable.CompletedOnTime, StatisticsTable.CompletedLate,
    ];

    // Produces: (SELECT s.agency_id, NULL AS section_id, …, count(s.id) AS total FROM (SELECT … FROM tasks …) s GROUP BY s.agency_id)
    public void Write(SqlText sql, Select select, SelectBinding binding, Action<SqlText>? writeOwners)
    {
        sql.Append("(SELECT ");
        if (writeOwners is not null)
        {
            sql.Append("o.id AS owner_id, ");
        }

        foreach (var (group, column) in GroupColumns)
        {
            if (binding.Groups.Contains(group))
            {
                sql.Append("s.").Append(column.Name).Append(" AS ").Append(column.Name).Append(", ");
            }
            else
            {
                sql.Append(NullOf(column)).Append(" AS ").Append(column.Name).Append(", ");
            }
        }

        var figures = select.Columns.Select(column => column.Operand).OfType<ColumnOperand>().Select(operand => operand.Column)
            .Where(Figures.ContainsKey).Append(StatisticsTable.Total).Distinct().ToList();
        for (var figure = 0; figure < figures.Count; figure++)
        {
            sql.Append(figure == 0 ? "" : ", ").Append(Figures[figures[figure]]).Append(" AS ").Append(figures[figure].Name);
        }

        sql.Append(" FROM ");
        if (writeOwners is not null)
        {
            writeOwners(sql.Append("("));
            sql.Append(") o LEFT JOIN ");
        }

        WriteTasks(sql, select, binding, figures.Any(FromDeadlines.Contains), writeOwners is not null);
        if (writeOwners is not null)
        {
            sql.Append(" ON s.owner_id = o.id WHERE o.id IS NOT NULL");
        }

        WriteGroups(sql, binding, writeOwners is not null);
        sql.Append(")");
    }

    private static string Counting(Column column, int value) => string.Create(CultureInfo.InvariantCulture, $"count(CASE WHEN s.{column.Name} = {value} THEN 1 END)");

    private static string NullOf(Column column) => column.Type switch
    {
        ColumnType.Text => "CAST(NULL AS text)",
        ColumnType.Short => "CAST(NULL AS smallint)",
        _ => "CAST(NULL AS bigint)",
    };

    private static void WriteGroups(SqlText sql, SelectBinding binding, bool owned)
    {
        if (binding.Groups.Count == 0 && !owned)
        {
            return;
        }

        sql.Append(" GROUP BY ");
        if (owned)
        {
            sql.Append("o.id");
        }

        for (var group = 0; group < binding.Groups.Count; group++)
        {
            sql.Append(group > 0 || owned ? ", s." : "s.").Append(GroupColumns[binding.Groups[group]].Name);
        }
        // An owner without tasks has figures of nought when all are counted in one row, and no groups otherwise.
        if (owned && binding.Groups.Count > 0)
        {
            sql.Append(" HAVING count(s.id) > 0");
        }
    }

    private void WriteTasks(SqlText sql, Select select, SelectBinding binding, bool deadlines, bool owned)
    {
        var task = Scope.Open(aliases);
        deadlines |= binding.Groups.Contains(StatisticsGroup.Timeliness);
        var quarters = binding.Groups.Contains(StatisticsGroup.DueQuarter);
        using var where = SqlText.Rent();
        conditions.Write(where, task, binding.Where);

        using var status = SqlText.Rent();
        conditions.WriteOperand(status, task, ColumnOperand.On(binding.Day, TaskTable.Status));
        using var percent = SqlText.Rent();
        conditions.WriteOperand(percent, task, ColumnOperand.On(binding.Day, TaskTable.PercentComplete));
        var named = conditions.IsPast(binding.Day);
        sql.Append("(SELECT ").Append(task.Alias).Append(".id, ").Append(status).Append(named ? " AS status, " : ", ")
            .Append(percent).Append(named ? " AS percent_complete" : "");
        if (owned)
        {
            sql.Append(", ").Append(task.Alias).Append(".").Append(select.Parent!.Relation.BackReference.Name).Append(" AS owner_id");
        }

        if (binding.Groups.Contains(StatisticsGroup.Agency))
        {
            sql.Append(", ").Append(task.Alias).Append(".lead_agency_id AS agency_id");
        }

        if (binding.Groups.Contains(StatisticsGroup.Section))
        {
            sql.Append(", ").Append(task.Alias).Append(".section_id");
        }

        if (binding.Groups.Contains(StatisticsGroup.DeliverableKind))
        {
            sql.Append(", ").Append(task.Alias).Append(".deliverable_kind");
        }

        if (quarters)
        {
            sql.Append(", q.due_quarter");
        }

        if (deadlines)
        {
            sql.Append(", CASE WHEN ").Append(status).Append(" = ").Append((int)PlanTaskStatus.Cancelled).Append(" THEN ").Append((int)Timeliness.NoDeadline).Append(" ELSE ");
            conditions.Timeliness.Write(sql, "d.next_due", "d.late", binding.Day);
            sql.Append(" END AS timeliness");
        }

        sql.Append(" FROM ").Append(TaskTable.Table.Name).Append(" ").Append(task.Alias);
        task.WriteJoins(sql);
        if (deadlines)
        {
            WriteDeadlines(sql.Append(" LEFT JOIN ("), binding.Day);
            sql.Append(") d ON d.task_id = ").Append(task.Alias).Append(".id");
        }

        if (quarters)
        {
            WriteQuarters(sql.Append(" LEFT JOIN ("), binding.Day);
            sql.Append(") q ON q.task_id = ").Append(task.Alias).Append(".id");
        }

        sql.Append(" WHERE ").Append(where).Append(") s");
    }

    // Produces: SELECT t1.task_id, min(CASE WHEN … THEN t1.due_on END) AS next_due, max(CASE WHEN … THEN 1 ELSE 0 END) AS late FROM deadlines t1 GROUP BY t1.task_id
    private void WriteDeadlines(SqlText sql, int day)
    {
        var deadline = Scope.Open(aliases);
        using var due = SqlText.Rent();
        conditions.WriteOperand(due, deadline, ColumnOperand.On(day, DeadlineTable.DueOn));
        conditions.Timeliness.WriteNextDue(sql.Append("SELECT ").Append(deadline.Alias).Append(".task_id, "), deadline.Alias, due.Span, day);
        TimelinessWriter.WriteLate(sql.Append(" AS next_due, "), deadline.Alias, due.Span);
        sql.Append(" AS late FROM ").Append(DeadlineTable.Table.Name).Append(" ").Append(deadline.Alias);
        deadline.WriteJoins(sql);
        sql.Append(" GROUP BY ").Append(deadline.Alias).Append(".task_id");
    }

    // Produces: SELECT DISTINCT t1.task_id, to_char(t1.due_on, 'FMYYYY-"Q"Q') AS due_quarter FROM deadlines t1
    private void WriteQuarters(SqlText sql, int day)
    {
        var deadline = Scope.Open(aliases);
        using var due = SqlText.Rent();
        conditions.WriteOperand(due, deadline, ColumnOperand.On(day, DeadlineTable.DueOn));
        sql.Append("SELECT DISTINCT ").Append(deadline.Alias).Append(".task_id, ");
        dialect.WriteQuarter(sql, due.Span);
        sql.Append(" AS due_quarter FROM ").Append(DeadlineTable.Table.Name).Append(" ").Append(deadline.Alias);
        deadline.WriteJoins(sql);
    }
}
