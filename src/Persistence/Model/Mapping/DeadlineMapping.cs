using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class DeadlineMapping : IEntityTypeConfiguration<Deadline>
{
    public void Configure(EntityTypeBuilder<Deadline> builder)
    {
        builder.ToTable("deadlines", table =>
        {
            table.HasCheckConstraint("ck_deadlines_position", "position >= 1");
            table.HasCheckConstraint("ck_deadlines_due_on", "due_on >= original_due_on");
        });
        builder.Property(deadline => deadline.Version).IsConcurrencyToken();
        builder.HasOne(deadline => deadline.Task).WithMany(task => task.Deadlines).HasForeignKey(deadline => deadline.TaskId)
            .OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(deadline => deadline.Performer).WithMany().HasForeignKey(deadline => deadline.PerformerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(deadline => deadline.DraftPlan).WithMany().HasForeignKey(deadline => deadline.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(deadline => new { deadline.TaskId, deadline.Position }).IsUnique();
        builder.HasIndex(deadline => new { deadline.TaskId, deadline.DueOn, deadline.Position, deadline.Id });
        builder.HasIndex(deadline => new { deadline.DocumentOrder, deadline.Id });
        builder.HasIndex(deadline => new { deadline.DueOn, deadline.Id });
        builder.HasIndex(deadline => new { deadline.OriginalDueOn, deadline.Id });
        builder.HasIndex(deadline => new { deadline.MetOn, deadline.Id });
    }
}
