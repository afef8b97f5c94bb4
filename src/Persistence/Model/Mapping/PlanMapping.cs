using System.Globalization;
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
            table.HasCheckConstraint("ck_plans_year", string.Create(CultureInfo.InvariantCulture, $"year BETWEEN {Plan.EarliestYear} AND {Plan.LatestYear}"));
            // A draft gets its own id here in the statement after its INSERT; what is no draft hides nothing.
            table.HasCheckConstraint("ck_plans_draft_plan_id", "draft_plan_id IS NULL OR (draft_plan_id = id AND status = 0)");
            table.HasCheckConstraint("ck_plans_signatory", "(signatory_name IS NULL) = (signatory_capacity IS NULL)");
        });
        // What a server of the first release, which may go on beside newer ones, leaves out. SQLite forgets a default that the model does not have when it builds the table again.
        builder.Property(plan => plan.DocumentType).HasDefaultValue("Kế hoạch").ValueGeneratedNever();
        builder.Property(plan => plan.LastYear).HasDefaultValue(0).ValueGeneratedNever();
        builder.Property(plan => plan.Version).IsConcurrencyToken();
        builder.HasOne(plan => plan.Issuer).WithMany().HasForeignKey(plan => plan.IssuerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(plan => plan.DraftPlan).WithMany().HasForeignKey(plan => plan.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(plan => plan.Code).IsUnique();
        builder.HasIndex(plan => new { plan.TitleOrder, plan.Id });
    }
}
