using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class TaskInvestmentItemMapping : IEntityTypeConfiguration<TaskInvestmentItem>
{
    public void Configure(EntityTypeBuilder<TaskInvestmentItem> builder)
    {
        builder.ToTable("task_investment_items", table => table.HasCheckConstraint("ck_task_investment_items_position", "position >= 1"));
        builder.HasKey(link => new { link.TaskId, link.ItemId });
        builder.HasOne(link => link.Task).WithMany(owner => owner.InvestmentItems).HasForeignKey(link => link.TaskId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Item).WithMany(item => item.Tasks).HasForeignKey(link => link.ItemId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasIndex(link => new { link.TaskId, link.Position });
    }
}
