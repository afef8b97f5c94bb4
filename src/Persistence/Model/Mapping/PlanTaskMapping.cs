using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class PlanTaskMapping : IEntityTypeConfiguration<PlanTask>
{
    public void Configure(EntityTypeBuilder<PlanTask> builder)
    {
        builder.ToTable("tasks", table =>
        {
            table.HasCheckConstraint("ck_tasks_label", "trim(label) <> ''");
            table.HasCheckConstraint("ck_tasks_title", "trim(title) <> ''");
            table.HasCheckConstraint("ck_tasks_percent_complete", "percent_complete BETWEEN 0 AND 100");
            table.HasCheckConstraint("ck_tasks_status_percent", PercentRule.Sql("status"));
            table.HasCheckConstraint("ck_tasks_draft_plan_id", "draft_plan_id = plan_id");
        });
        builder.Property(task => task.Version).IsConcurrencyToken();
        builder.HasOne(task => task.Plan).WithMany().HasForeignKey(task => task.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(task => task.Section).WithMany(section => section.Tasks).HasForeignKey(task => task.SectionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(task => task.LeadAgency).WithMany().HasForeignKey(task => task.LeadAgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(task => task.DraftPlan).WithMany().HasForeignKey(task => task.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(task => new { task.PlanId, task.Label }).IsUnique();
        builder.HasIndex(task => new { task.DocumentOrder, task.Id });
        builder.HasIndex(task => new { task.LabelOrder, task.Id });
        builder.HasIndex(task => new { task.TitleOrder, task.Id });
        builder.HasIndex(task => new { task.Status, task.Id });
        builder.HasIndex(task => new { task.DeliverableKind, task.Id });
        builder.HasIndex(task => new { task.PercentComplete, task.Id });
        builder.HasIndex(task => new { task.UpdatedAt, task.Id });
        builder.HasIndex(task => new { task.LeadAgencyId, task.DocumentOrder, task.Id });
        builder.HasIndex(task => new { task.SectionId, task.DocumentOrder, task.Id });
        builder.HasIndex(task => new { task.PlanId, task.DocumentOrder, task.Id });
    }
}
