using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class ChangeMapping : IEntityTypeConfiguration<Change>
{
    public void Configure(EntityTypeBuilder<Change> builder)
    {
        builder.ToTable("changes", table => table.HasCheckConstraint("ck_changes_sequence", "sequence >= 1"));
        builder.HasKey(change => change.Sequence);
        builder.Property(change => change.Sequence).ValueGeneratedNever();
        builder.HasOne<Agency>().WithMany().HasForeignKey(change => change.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Agency>().WithMany().HasForeignKey(change => change.OwnerAgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PlanTask>().WithMany().HasForeignKey(change => change.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(change => new { change.Subject, change.SubjectId, change.Sequence });
    }
}
