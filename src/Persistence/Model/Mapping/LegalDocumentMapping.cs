using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class LegalDocumentMapping : IEntityTypeConfiguration<LegalDocument>
{
    public void Configure(EntityTypeBuilder<LegalDocument> builder)
    {
        builder.ToTable("legal_documents", table =>
        {
            table.HasCheckConstraint("ck_legal_documents_number", "number IS NULL OR trim(number) <> ''");
            table.HasCheckConstraint("ck_legal_documents_title", "trim(title) <> ''");
        });
        builder.Property(document => document.Version).IsConcurrencyToken();
        builder.HasOne(document => document.Issuer).WithMany().HasForeignKey(document => document.IssuerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(document => document.DraftPlan).WithMany().HasForeignKey(document => document.DraftPlanId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(document => new { document.Number, document.Id });
    }
}
