using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class ProgressReportEvidenceMapping : IEntityTypeConfiguration<ProgressReportEvidence>
{
    public void Configure(EntityTypeBuilder<ProgressReportEvidence> builder)
    {
        builder.ToTable("progress_report_evidence", table => table.HasCheckConstraint("ck_progress_report_evidence_position", "position >= 1"));
        builder.HasKey(evidence => new { evidence.ReportId, evidence.Position });
        builder.HasOne(evidence => evidence.Report).WithMany(report => report.Evidence).HasForeignKey(evidence => evidence.ReportId)
            .OnDelete(DeleteBehavior.ClientCascade);
    }
}
