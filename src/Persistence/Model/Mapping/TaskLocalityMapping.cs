using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class TaskLocalityMapping : IEntityTypeConfiguration<TaskLocality>
{
    public void Configure(EntityTypeBuilder<TaskLocality> builder)
    {
        builder.ToTable("task_localities", table => table.HasCheckConstraint("ck_task_localities_position", "position >= 1"));
        builder.HasKey(link => new { link.TaskId, link.LocalityId });
        builder.HasOne(link => link.Task).WithMany(owner => owner.Localities).HasForeignKey(link => link.TaskId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Locality).WithMany().HasForeignKey(link => link.LocalityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.TaskId, link.Position });
    }
}
