using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class InvestmentItemLocalityMapping : IEntityTypeConfiguration<InvestmentItemLocality>
{
    public void Configure(EntityTypeBuilder<InvestmentItemLocality> builder)
    {
        builder.ToTable("investment_item_localities", table => table.HasCheckConstraint("ck_investment_item_localities_position", "position >= 1"));
        builder.HasKey(link => new { link.ItemId, link.LocalityId });
        builder.HasOne(link => link.Item).WithMany(owner => owner.Localities).HasForeignKey(link => link.ItemId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Locality).WithMany().HasForeignKey(link => link.LocalityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.ItemId, link.Position });
    }
}
