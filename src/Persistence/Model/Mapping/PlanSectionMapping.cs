using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class PlanSectionMapping : IEntityTypeConfiguration<PlanSection>
{
    public void Configure(EntityTypeBuilder<PlanSection> builder)
    {
        builder.ToTable("plan_sections", table =>
        {
            table.HasCheckConstraint("ck_plan_sections_label", "trim(label) <> ''");
            table.HasCheckConstraint("ck_plan_sections_position", "position >= 1");
            table.HasCheckConstraint("ck_plan_sections_parent", "parent_id <> id");
            table.HasCheckConstraint("ck_plan_sections_draft_plan_id", "draft_plan_id = plan_id");
        });
        builder.Property(section => section.Version).IsConcurrencyToken();
        builder.HasOne(section => section.Plan).WithMany(plan => plan.Sections).HasForeignKey(section => section.PlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(section => section.Parent).WithMany().HasForeignKey(section => section.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(section => section.DraftPlan).WithMany().HasForeignKey(section => section.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(section => new { section.PlanId, section.Label }).IsUnique();
        builder.HasIndex(section => new { section.PlanId, section.Position }).IsUnique();
        builder.HasIndex(section => new { section.DocumentOrder, section.Id });
        builder.HasIndex(section => new { section.ParentId, section.DocumentOrder, section.Id });
    }
}
