using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class ProgressReportMapping : IEntityTypeConfiguration<ProgressReport>
{
    public void Configure(EntityTypeBuilder<ProgressReport> builder)
    {
        builder.ToTable("progress_reports", table =>
        {
            table.HasCheckConstraint("ck_progress_reports_percent_complete", "percent_complete BETWEEN 0 AND 100");
            table.HasCheckConstraint("ck_progress_reports_status_percent", PercentRule.Sql("task_status"));
            table.HasCheckConstraint("ck_progress_reports_reviewed_at", "(status IN (1, 2)) = (reviewed_at IS NOT NULL)");
        });
        builder.Property(report => report.Version).IsConcurrencyToken();
        builder.HasOne(report => report.Task).WithMany().HasForeignKey(report => report.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(report => report.Agency).WithMany().HasForeignKey(report => report.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(report => new { report.SubmittedAt, report.Id }).IsDescending(true, false);
        builder.HasIndex(report => new { report.ReportedOn, report.Id }).IsDescending(true, false);
        builder.HasIndex(report => new { report.TaskId, report.SubmittedAt, report.Id }).IsDescending(false, true, false);
        builder.HasIndex(report => new { report.AgencyId, report.SubmittedAt, report.Id }).IsDescending(false, true, false);
        builder.HasIndex(report => new { report.Status, report.Id });
    }
}
