using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class TaskAssignmentMapping : IEntityTypeConfiguration<TaskAssignment>
{
    public void Configure(EntityTypeBuilder<TaskAssignment> builder)
    {
        builder.ToTable("task_assignments", table => table.HasCheckConstraint("ck_task_assignments_position", "position >= 1"));
        builder.HasKey(assignment => new { assignment.TaskId, assignment.AgencyId });
        builder.HasOne(assignment => assignment.Task).WithMany(task => task.Assignments).HasForeignKey(assignment => assignment.TaskId)
            .OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(assignment => assignment.Agency).WithMany().HasForeignKey(assignment => assignment.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(assignment => new { assignment.TaskId, assignment.Position }).IsUnique();
        builder.HasIndex(assignment => new { assignment.AgencyId, assignment.Role, assignment.TaskId });
        builder.HasIndex(assignment => assignment.TaskId, "ux_task_assignments_lead").IsUnique().HasFilter("role = 0");
    }
}
