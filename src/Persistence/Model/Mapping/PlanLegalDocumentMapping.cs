using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class PlanLegalDocumentMapping : IEntityTypeConfiguration<PlanLegalDocument>
{
    public void Configure(EntityTypeBuilder<PlanLegalDocument> builder)
    {
        builder.ToTable("plan_legal_documents", table => table.HasCheckConstraint("ck_plan_legal_documents_position", "position >= 1"));
        builder.HasKey(link => new { link.PlanId, link.LegalDocumentId });
        builder.HasOne(link => link.Plan).WithMany(owner => owner.LegalDocuments).HasForeignKey(link => link.PlanId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.LegalDocument).WithMany().HasForeignKey(link => link.LegalDocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.PlanId, link.Position });
    }
}
