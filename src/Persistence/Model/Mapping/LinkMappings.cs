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

internal sealed class TaskAssignmentMapping : IEntityTypeConfiguration<TaskAssignment>
{
    public void Configure(EntityTypeBuilder<TaskAssignment> builder)
    {
        builder.ToTable("task_assignments", table => table.HasCheckConstraint("ck_task_assignments_position", "position >= 1"));
        builder.HasKey(assignment => new { assignment.TaskId, assignment.AgencyId });
        builder.HasOne(assignment => assignment.Task).WithMany(task => task.Assignments).HasForeignKey(assignment => assignment.TaskId)
            .OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(assignment => assignment.Agency).WithMany().HasForeignKey(assignment => assignment.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(assignment => new { assignment.TaskId, assignment.Position }).IsUnique();
        builder.HasIndex(assignment => new { assignment.AgencyId, assignment.Role, assignment.TaskId });
        builder.HasIndex(assignment => assignment.TaskId, "ux_task_assignments_lead").IsUnique().HasFilter("role = 0");
    }
}

internal sealed class TaskInvestmentItemMapping : IEntityTypeConfiguration<TaskInvestmentItem>
{
    public void Configure(EntityTypeBuilder<TaskInvestmentItem> builder)
    {
        builder.ToTable("task_investment_items", table => table.HasCheckConstraint("ck_task_investment_items_position", "position >= 1"));
        builder.HasKey(link => new { link.TaskId, link.ItemId });
        builder.HasOne(link => link.Task).WithMany(owner => owner.InvestmentItems).HasForeignKey(link => link.TaskId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Item).WithMany(item => item.Tasks).HasForeignKey(link => link.ItemId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasIndex(link => new { link.TaskId, link.Position });
    }
}

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

internal sealed class TaskLocalityMapping : IEntityTypeConfiguration<TaskLocality>
{
    public void Configure(EntityTypeBuilder<TaskLocality> builder)
    {
        builder.ToTable("task_localities", table => table.HasCheckConstraint("ck_task_localities_position", "position >= 1"));
        builder.HasKey(link => new { link.TaskId, link.LocalityId });
        builder.HasOne(link => link.Task).WithMany(owner => owner.Localities).HasForeignKey(link => link.TaskId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Locality).WithMany().HasForeignKey(link => link.LocalityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.TaskId, link.Position });
    }
}

internal sealed class InvestmentItemLocalityMapping : IEntityTypeConfiguration<InvestmentItemLocality>
{
    public void Configure(EntityTypeBuilder<InvestmentItemLocality> builder)
    {
        builder.ToTable("investment_item_localities", table => table.HasCheckConstraint("ck_investment_item_localities_position", "position >= 1"));
        builder.HasKey(link => new { link.ItemId, link.LocalityId });
        builder.HasOne(link => link.Item).WithMany(owner => owner.Localities).HasForeignKey(link => link.ItemId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Locality).WithMany().HasForeignKey(link => link.LocalityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.ItemId, link.Position });
    }
}

internal sealed class InvestmentProjectPartnerMapping : IEntityTypeConfiguration<InvestmentProjectPartner>
{
    public void Configure(EntityTypeBuilder<InvestmentProjectPartner> builder)
    {
        builder.ToTable("investment_project_partners", table => table.HasCheckConstraint("ck_investment_project_partners_position", "position >= 1"));
        builder.HasKey(link => new { link.ItemId, link.AgencyId });
        builder.HasOne(link => link.Item).WithMany(owner => owner.Partners).HasForeignKey(link => link.ItemId).OnDelete(DeleteBehavior.ClientCascade);
        builder.HasOne(link => link.Agency).WithMany().HasForeignKey(link => link.AgencyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.ItemId, link.Position });
    }
}

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
