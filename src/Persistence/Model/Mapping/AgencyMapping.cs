using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class AgencyMapping : IEntityTypeConfiguration<Agency>
{
    public void Configure(EntityTypeBuilder<Agency> builder)
    {
        builder.ToTable("agencies", table =>
        {
            table.HasCheckConstraint("ck_agencies_code", "trim(code) <> ''");
            table.HasCheckConstraint("ck_agencies_name", "trim(name) <> ''");
            table.HasCheckConstraint("ck_agencies_parent", "parent_id <> id");
        });
        builder.Property(agency => agency.Version).IsConcurrencyToken();
        builder.HasOne(agency => agency.Parent).WithMany().HasForeignKey(agency => agency.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(agency => agency.Code).IsUnique();
        builder.HasIndex(agency => new { agency.NameOrder, agency.Id });
    }
}
