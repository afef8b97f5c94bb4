using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class InvestmentProjectPartnerMapping : IEntityTypeConfiguration<InvestmentProjectPartner>
{
    public void Configure(EntityTypeBuilder<InvestmentProjectPartner> builder)
    {
        builder.ToTable("investment_project_partners", table => table.HasCheckConstraint("ck_investment_project_partners_position", "position >= 1"));
        builder.HasKey(link => new { link.ItemId, link.AgencyId });
        builder.HasOne(link => link.Item).WithMany(owner => owner.Partners).HasForeignKey(link => link.ItemId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Agency).WithMany().HasForeignKey(link => link.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.ItemId, link.Position });
    }
}
