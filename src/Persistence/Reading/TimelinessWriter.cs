using System.Globalization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>Writes where tasks and deadlines stand against their days (domain.md, "Timeliness"): as a value, and as conditions that an index answers.</summary>
internal sealed class TimelinessWriter(ConditionWriter conditions, AliasSource aliases)
{
    private const int Cancelled = (int)PlanTaskStatus.Cancelled;

    /// <summary>Writes a task's: the earliest deadline not met by the day decides; without one, whether all were met in time.</summary>
    public void WriteOfTask(SqlText sql, Scope task, int day)
    {
        var deadline = Scope.Open(aliases);
        conditions.WriteOperand(sql.Append("CASE WHEN "), task, ColumnOperand.On(day, TaskTable.Status));
        sql.Append(" = ").Append(Cancelled).Append(" THEN ").Append((int)Timeliness.NoDeadline).Append(" ELSE (SELECT ");
        using var due = DueOn(deadline, day);
        using var next = SqlText.Rent();
        WriteNextDue(next, deadline.Alias, due.Span, day);
        using var late = SqlText.Rent();
        WriteLate(late, deadline.Alias, due.Span);
        Write(sql, next.Span, late.Span, day);
        WriteDeadlinesOf(sql.Append(" "), task, deadline);
        sql.Append(") END");
    }

    /// <summary>
    /// Writes whether a task's is among values, for one value and for those that are due or overdue: as conditions on the deadlines' rows, which are indexed by
    /// their days, where the value itself would have to be found for every task.
    /// </summary>
    /// <returns>False where nothing was written: for other sets.</returns>
    public bool TryWriteIs(SqlText sql, Scope task, int day, IReadOnlyList<object> values)
    {
        Timeliness[] wanted = [.. values.Select(value => (Timeliness)Convert.ToInt32(value, CultureInfo.InvariantCulture)).Distinct().Order()];
        switch (wanted)
        {
            case [Timeliness.Overdue]:
                WriteExists(WriteNotCancelled(sql, task, day), task, day, isUnmet: true, until: "<", plus: 0);
                break;
            case [Timeliness.DueSoon, Timeliness.Overdue]:
                WriteExists(WriteNotCancelled(sql, task, day), task, day, isUnmet: true, until: "<=", plus: Deadline.DueSoonDays);
                break;
            case [Timeliness.DueSoon]:
                WriteExists(WriteNotCancelled(sql, task, day), task, day, isUnmet: true, until: "<=", plus: Deadline.DueSoonDays, isFromToday: true);
                WriteExists(sql.Append(" AND NOT "), task, day, isUnmet: true, until: "<", plus: 0);
                break;
            case [Timeliness.NotDue]:
                WriteExists(WriteNotCancelled(sql, task, day), task, day, isUnmet: true);
                WriteExists(sql.Append(" AND NOT "), task, day, isUnmet: true, until: "<=", plus: Deadline.DueSoonDays);
                break;
            case [Timeliness.CompletedLate]:
                WriteExists(WriteNotCancelled(sql, task, day), task, day, isLate: true);
                WriteExists(sql.Append(" AND NOT "), task, day, isUnmet: true);
                break;
            case [Timeliness.CompletedOnTime]:
                WriteExists(WriteNotCancelled(sql, task, day), task, day);
                WriteExists(sql.Append(" AND NOT "), task, day, isUnmet: true);
                WriteExists(sql.Append(" AND NOT "), task, day, isLate: true);
                break;
            case [Timeliness.NoDeadline]:
                conditions.WriteOperand(sql.Append("("), task, ColumnOperand.On(day, TaskTable.Status));
                WriteExists(sql.Append(" = ").Append(Cancelled).Append(" OR NOT "), task, day);
                break;
            default:
                return false;
        }

        sql.Append(")");
        return true;
    }

    /// <summary>Writes a deadline's.</summary>
    public void WriteOfDeadline(SqlText sql, Scope scope, int day)
    {
        var deadline = scope.Alias;
        using var due = DueOn(scope, day);
        sql.Append("CASE WHEN ").Append(deadline).Append(".met_on <= $").Append(conditions.Day(day)).Append(" THEN CASE WHEN ").Append(deadline)
            .Append(".met_on <= ").Append(due).Append(" THEN ").Append((int)Timeliness.CompletedOnTime).Append(" ELSE ").Append((int)Timeliness.CompletedLate).Append(" END WHEN ").Append(due).Append(" < $")
            .Append(conditions.Day(day)).Append(" THEN ").Append((int)Timeliness.Overdue).Append(" WHEN ").Append(due).Append(" <= $").Append(conditions.Day(day, Deadline.DueSoonDays))
            .Append(" THEN ").Append((int)Timeliness.DueSoon).Append(" WHEN ").Append(due).Append(" IS NOT NULL THEN ").Append((int)Timeliness.NotDue).Append(" END");
    }

    /// <summary>Writes, over deadlines of a task, the earliest due day of those not met by the day.</summary>
    public void WriteNextDue(SqlText sql, string deadline, ReadOnlySpan<char> due, int day) =>
        WriteUnmet(sql.Append("min(CASE WHEN "), deadline, day).Append(" THEN ").Append(due).Append(" END)");

    /// <summary>Writes, over deadlines of a task that are all met, whether one was met late: 1 or 0.</summary>
    public static void WriteLate(SqlText sql, string deadline, ReadOnlySpan<char> due) =>
        sql.Append("max(CASE WHEN ").Append(deadline).Append(".met_on > ").Append(due).Append(" THEN 1 ELSE 0 END)");

    /// <summary>
    /// Writes the position in the enum Timeliness from a task's earliest unmet due day (null where all are met) and
    /// whether one was met late (1 or 0; null where there is no deadline at all).
    /// </summary>
    public void Write(SqlText sql, ReadOnlySpan<char> nextDue, ReadOnlySpan<char> late, int day) =>
        sql.Append("CASE WHEN ").Append(nextDue).Append(" < $").Append(conditions.Day(day)).Append(" THEN ").Append((int)Timeliness.Overdue).Append(" WHEN ").Append(nextDue).Append(" <= $")
            .Append(conditions.Day(day, Deadline.DueSoonDays)).Append(" THEN ").Append((int)Timeliness.DueSoon).Append(" WHEN ").Append(nextDue).Append(" IS NOT NULL THEN ").Append((int)Timeliness.NotDue)
            .Append(" WHEN ").Append(late).Append(" = 1 THEN ").Append((int)Timeliness.CompletedLate).Append(" WHEN ").Append(late).Append(" = 0 THEN ").Append((int)Timeliness.CompletedOnTime)
            .Append(" ELSE ").Append((int)Timeliness.NoDeadline).Append(" END");

    private SqlText WriteNotCancelled(SqlText sql, Scope task, int day)
    {
        conditions.WriteOperand(sql.Append("("), task, ColumnOperand.On(day, TaskTable.Status));
        return sql.Append(" <> ").Append(Cancelled).Append(" AND ");
    }

    // Produces: EXISTS (SELECT 1 FROM deadlines t1 WHERE t1.task_id = t0.id AND (t1.met_on IS NULL OR t1.met_on > $1) AND t1.due_on < $1)
    private void WriteExists(
        SqlText sql, Scope task, int day, bool isUnmet = false, bool isLate = false, string? until = null, int plus = 0, bool isFromToday = false)
    {
        var deadline = Scope.Open(aliases);
        using var due = DueOn(deadline, day);
        WriteDeadlinesOf(sql.Append("EXISTS (SELECT 1 "), task, deadline);
        if (isUnmet)
        {
            WriteUnmet(sql.Append(" AND ("), deadline.Alias, day).Append(")");
        }

        if (isLate)
        {
            sql.Append(" AND ").Append(deadline.Alias).Append(".met_on > ").Append(due);
        }

        if (isFromToday)
        {
            sql.Append(" AND ").Append(due).Append(" >= $").Append(conditions.Day(day));
        }

        if (until is not null)
        {
            sql.Append(" AND ").Append(due).Append(" ").Append(until).Append(" $").Append(conditions.Day(day, plus));
        }

        sql.Append(")");
    }

    private static void WriteDeadlinesOf(SqlText sql, Scope task, Scope deadline)
    {
        sql.Append("FROM ").Append(DeadlineTable.Table.Name).Append(" ").Append(deadline.Alias);
        deadline.WriteJoins(sql);
        sql.Append(" WHERE ").Append(deadline.Alias).Append(".task_id = ").Append(task.Alias).Append(".id");
    }

    private SqlText WriteUnmet(SqlText sql, string deadline, int day) =>
        sql.Append(deadline).Append(".met_on IS NULL OR ").Append(deadline).Append(".met_on > $").Append(conditions.Day(day));

    private SqlText DueOn(Scope deadline, int day)
    {
        var text = SqlText.Rent();
        conditions.WriteOperand(text, deadline, ColumnOperand.On(day, DeadlineTable.DueOn));
        return text;
    }
}
