using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class LocalityMapping : IEntityTypeConfiguration<Locality>
{
    public void Configure(EntityTypeBuilder<Locality> builder)
    {
        builder.ToTable("localities", table =>
        {
            table.HasCheckConstraint("ck_localities_code", "code IS NULL OR trim(code) <> ''");
            table.HasCheckConstraint("ck_localities_name", "trim(name) <> ''");
            table.HasCheckConstraint("ck_localities_parent", "parent_id <> id");
        });
        builder.Property(locality => locality.Version).IsConcurrencyToken();
        builder.HasOne(locality => locality.Parent).WithMany().HasForeignKey(locality => locality.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(locality => locality.DraftPlan).WithMany().HasForeignKey(locality => locality.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(locality => locality.Code).IsUnique();
        builder.HasIndex(locality => new { locality.Code, locality.Id });
        builder.HasIndex(locality => new { locality.NameOrder, locality.Id });
    }
}
