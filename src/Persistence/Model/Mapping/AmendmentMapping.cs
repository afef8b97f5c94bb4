using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class AmendmentMapping : IEntityTypeConfiguration<Amendment>
{
    public void Configure(EntityTypeBuilder<Amendment> builder)
    {
        builder.ToTable("amendments", table =>
        {
            table.HasCheckConstraint("ck_amendments_extend_deadline", "kind <> 0 OR (deadline_id IS NOT NULL AND proposed_due_on IS NOT NULL)");
            table.HasCheckConstraint("ck_amendments_change_content", "kind <> 1 OR proposed_content IS NOT NULL");
            table.HasCheckConstraint("ck_amendments_agency", "kind NOT IN (2, 3) OR proposed_agency_id IS NOT NULL");
            table.HasCheckConstraint("ck_amendments_opinion", "status IN (0, 5) OR (opinion IS NOT NULL AND reviewed_at IS NOT NULL)");
            table.HasCheckConstraint("ck_amendments_decision", "(status IN (3, 4)) = (decided_at IS NOT NULL)");
        });
        builder.Property(amendment => amendment.Version).IsConcurrencyToken();
        builder.HasOne(amendment => amendment.Task).WithMany().HasForeignKey(amendment => amendment.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(amendment => amendment.Agency).WithMany().HasForeignKey(amendment => amendment.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(amendment => amendment.Deadline).WithMany().HasForeignKey(amendment => amendment.DeadlineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(amendment => amendment.ProposedAgency).WithMany().HasForeignKey(amendment => amendment.ProposedAgencyId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(amendment => new { amendment.ProposedAt, amendment.Id }).IsDescending(true, false);
        builder.HasIndex(amendment => new { amendment.TaskId, amendment.ProposedAt, amendment.Id }).IsDescending(false, true, false);
        builder.HasIndex(amendment => new { amendment.AgencyId, amendment.ProposedAt, amendment.Id }).IsDescending(false, true, false);
        builder.HasIndex(amendment => new { amendment.Status, amendment.Id });
    }
}
