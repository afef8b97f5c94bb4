using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class TaskStateMapping : IEntityTypeConfiguration<TaskState>
{
    public void Configure(EntityTypeBuilder<TaskState> builder)
    {
        builder.ToTable("task_states", table =>
        {
            table.HasCheckConstraint("ck_task_states_days", "until_day > from_day");
            table.HasCheckConstraint("ck_task_states_percent_complete", "percent_complete BETWEEN 0 AND 100");
        });
        builder.HasKey(state => new { state.TaskId, state.FromDay });
        // All states of one day are read from this index alone. The days that are asked for are mostly near the end, so the end of a state comes first.
        builder.HasIndex(state => new { state.UntilDay, state.FromDay, state.TaskId, state.Status, state.PercentComplete }).HasDatabaseName("ix_task_states_by_day");
        builder.HasOne(state => state.Task).WithMany(task => task.States).HasForeignKey(state => state.TaskId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DeadlineDueMapping : IEntityTypeConfiguration<DeadlineDue>
{
    public void Configure(EntityTypeBuilder<DeadlineDue> builder)
    {
        builder.ToTable("deadline_dues", table => table.HasCheckConstraint("ck_deadline_dues_days", "until_day > from_day"));
        builder.HasKey(due => new { due.DeadlineId, due.FromDay });
        builder.HasOne(due => due.Deadline).WithMany(deadline => deadline.Dues).HasForeignKey(due => due.DeadlineId).OnDelete(DeleteBehavior.Cascade);
    }
}
