using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class PlanMapping : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("plans", table =>
        {
            table.HasCheckConstraint("ck_plans_code", "trim(code) <> ''");
            table.HasCheckConstraint("ck_plans_title", "trim(title) <> ''");
            table.HasCheckConstraint("ck_plans_year", "year BETWEEN 1900 AND 9999");
            // A draft gets its own id here in the statement after its INSERT; what is no draft hides nothing.
            table.HasCheckConstraint("ck_plans_draft_plan_id", "draft_plan_id IS NULL OR (draft_plan_id = id AND status = 0)");
            table.HasCheckConstraint("ck_plans_signatory", "(signatory_name IS NULL) = (signatory_capacity IS NULL)");
        });
        builder.Property(plan => plan.Version).IsConcurrencyToken();
        builder.HasOne(plan => plan.Issuer).WithMany().HasForeignKey(plan => plan.IssuerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(plan => plan.DraftPlan).WithMany().HasForeignKey(plan => plan.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(plan => plan.Code).IsUnique();
        builder.HasIndex(plan => new { plan.TitleOrder, plan.Id });
    }
}
