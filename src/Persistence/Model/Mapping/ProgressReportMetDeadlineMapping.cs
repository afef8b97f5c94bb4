using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace KGPlanGraph.Persistence.Model.Mapping;

internal sealed class ProgressReportMetDeadlineMapping : IEntityTypeConfiguration<ProgressReportMetDeadline>
{
    public void Configure(EntityTypeBuilder<ProgressReportMetDeadline> builder)
    {
        builder.ToTable("progress_report_met_deadlines", table => table.HasCheckConstraint("ck_progress_report_met_deadlines_position", "position >= 1"));
        builder.HasKey(link => new { link.ReportId, link.DeadlineId });
        builder.HasOne(link => link.Report).WithMany(owner => owner.MetDeadlines).HasForeignKey(link => link.ReportId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Deadline).WithMany().HasForeignKey(link => link.DeadlineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.ReportId, link.Position });
    }
}
