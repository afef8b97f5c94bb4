using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class TaskLegalDocumentMapping : IEntityTypeConfiguration<TaskLegalDocument>
{
    public void Configure(EntityTypeBuilder<TaskLegalDocument> builder)
    {
        builder.ToTable("task_legal_documents", table => table.HasCheckConstraint("ck_task_legal_documents_position", "position >= 1"));
        builder.HasKey(link => new { link.TaskId, link.LegalDocumentId });
        builder.HasOne(link => link.Task).WithMany(owner => owner.LegalDocuments).HasForeignKey(link => link.TaskId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.LegalDocument).WithMany().HasForeignKey(link => link.LegalDocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.TaskId, link.Position });
    }
}
