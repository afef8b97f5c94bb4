using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Where tasks stood from one day to another.</summary>
public static class TaskStateTable
{
    public static readonly Table<TaskState> Table = new("task_states");

    public static readonly Column TaskId = Table.Column(row => row.TaskId);
    public static readonly Column FromDay = Table.Column(row => row.FromDay);
    public static readonly Column UntilDay = Table.Column(row => row.UntilDay);
    public static readonly Column Status = Table.Column(row => row.Status);
    public static readonly Column PercentComplete = Table.Column(row => row.PercentComplete);
    public static readonly Column ReportedPercent = Table.Column(row => row.ReportedPercent);
}

/// <summary>When deadlines were due from one day to another, once they had been extended.</summary>
public static class DeadlineDueTable
{
    public static readonly Table<DeadlineDue> Table = new("deadline_dues");

    public static readonly Column DeadlineId = Table.Column(row => row.DeadlineId);
    public static readonly Column FromDay = Table.Column(row => row.FromDay);
    public static readonly Column UntilDay = Table.Column(row => row.UntilDay);
    public static readonly Column DueOn = Table.Column(row => row.DueOn);
}
