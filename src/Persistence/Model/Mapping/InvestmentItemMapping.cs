using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class InvestmentItemMapping : IEntityTypeConfiguration<InvestmentItem>
{
    public void Configure(EntityTypeBuilder<InvestmentItem> builder)
    {
        builder.ToTable("investment_items", table =>
        {
            table.HasCheckConstraint("ck_investment_items_code", "trim(code) <> ''");
            table.HasCheckConstraint("ck_investment_items_name", "trim(name) <> ''");
            table.HasCheckConstraint("ck_investment_items_area_hectares", "area_hectares >= 0");
            table.HasCheckConstraint("ck_investment_items_capital_vnd", "capital_vnd >= 0");
            table.HasCheckConstraint("ck_investment_items_occupancy_percent", "occupancy_percent BETWEEN 0 AND 100");
            table.HasCheckConstraint("ck_investment_items_zone", "kind = 0 OR (phase IS NULL AND occupancy_percent IS NULL)");
            table.HasCheckConstraint("ck_investment_items_cluster", "kind = 1 OR (infrastructure_investor IS NULL AND NOT is_pilot)");
            table.HasCheckConstraint("ck_investment_items_project", "(kind = 2) = (sector IS NOT NULL)");
        });
        builder.Property(item => item.IsPilot).HasDefaultValue(false);
        builder.Property(item => item.Version).IsConcurrencyToken();
        builder.HasOne(item => item.ManagingAgency).WithMany().HasForeignKey(item => item.ManagingAgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(item => item.DraftPlan).WithMany().HasForeignKey(item => item.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(item => item.Code).IsUnique();
        builder.HasIndex(item => new { item.Kind, item.Code, item.Id });
        builder.HasIndex(item => new { item.NameOrder, item.Id });
    }
}
