using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>Which fields of each subject Change rows speak of. Derived columns, versions and times are not among them: they follow from the rest.</summary>
internal static class SubjectFields
{
    private static readonly SubjectField[] s_itemOfAnyKind = Of(
        nameof(InvestmentItem.Code), nameof(InvestmentItem.Name), nameof(InvestmentItem.Stage), nameof(InvestmentItem.ManagingAgencyId),
        nameof(InvestmentItem.AreaHectares), nameof(InvestmentItem.CapitalVnd), nameof(InvestmentItem.CallsForInvestment), nameof(InvestmentItem.Note));

    private static readonly Dictionary<ChangeSubject, SubjectField[]> s_fields = new()
    {
        [ChangeSubject.Plan] =
        [
            .. Of(nameof(Plan.Code), nameof(Plan.Title), nameof(Plan.Year), nameof(Plan.Status), nameof(Plan.IssuerId)),
            new("signatory", values => values[nameof(Plan.SignatoryName)] is string name
                ? new JsonObject { ["name"] = name, ["capacity"] = (string?)values[nameof(Plan.SignatoryCapacity)] }
                : null),
            .. Of(nameof(Plan.DocumentNumber), nameof(Plan.IssuedOn), nameof(Plan.Recipients)),
        ],
        [ChangeSubject.Section] = Of(
            nameof(PlanSection.Label), nameof(PlanSection.Heading), nameof(PlanSection.Body), nameof(PlanSection.Position), nameof(PlanSection.PlanId),
            nameof(PlanSection.ParentId)),
        [ChangeSubject.Task] = Of(
            nameof(PlanTask.Label), nameof(PlanTask.Title), nameof(PlanTask.Content), nameof(PlanTask.DeliverableKind), nameof(PlanTask.Status),
            nameof(PlanTask.PercentComplete), nameof(PlanTask.PlanId), nameof(PlanTask.SectionId), nameof(PlanTask.LeadAgencyId),
            nameof(PlanTask.HasOpenCoordination), nameof(PlanTask.OpenCoordinationPhrase)),
        [ChangeSubject.Deadline] = Of(
            nameof(Deadline.TaskId), nameof(Deadline.Kind), nameof(Deadline.Phrase), nameof(Deadline.Deliverable), nameof(Deadline.PerformerId),
            nameof(Deadline.DueOn), nameof(Deadline.OriginalDueOn), nameof(Deadline.MetOn)),
        [ChangeSubject.Agency] = Of(
            nameof(Agency.Code), nameof(Agency.Name), nameof(Agency.EnglishName), nameof(Agency.Kind), nameof(Agency.Aliases), nameof(Agency.ParentId)),
        [ChangeSubject.Locality] = Of(nameof(Locality.Code), nameof(Locality.Name), nameof(Locality.Kind), nameof(Locality.ParentId)),
        [ChangeSubject.LegalDocument] = Of(
            nameof(LegalDocument.Number), nameof(LegalDocument.Title), nameof(LegalDocument.IssuedOn), nameof(LegalDocument.IssuerId)),
        [ChangeSubject.IndustrialZone] = [.. s_itemOfAnyKind, .. Of(nameof(InvestmentItem.Phase), nameof(InvestmentItem.OccupancyPercent))],
        [ChangeSubject.IndustrialCluster] = [.. s_itemOfAnyKind, .. Of(nameof(InvestmentItem.InfrastructureInvestor), nameof(InvestmentItem.IsPilot))],
        [ChangeSubject.InvestmentProject] = [.. s_itemOfAnyKind, .. Of(nameof(InvestmentItem.Sector))],
        [ChangeSubject.ProgressReport] = Of(
            nameof(ProgressReport.TaskId), nameof(ProgressReport.AgencyId), nameof(ProgressReport.ReportedOn), nameof(ProgressReport.Status),
            nameof(ProgressReport.TaskStatus), nameof(ProgressReport.PercentComplete), nameof(ProgressReport.Summary), nameof(ProgressReport.Obstacles),
            nameof(ProgressReport.Proposals), nameof(ProgressReport.ReviewNote), nameof(ProgressReport.SubmittedBy), nameof(ProgressReport.SubmittedAt),
            nameof(ProgressReport.ReviewedBy), nameof(ProgressReport.ReviewedAt)),
        [ChangeSubject.Amendment] = Of(
            nameof(Amendment.TaskId), nameof(Amendment.AgencyId), nameof(Amendment.Kind), nameof(Amendment.Status), nameof(Amendment.Reason),
            nameof(Amendment.DeadlineId), nameof(Amendment.ProposedDueOn), nameof(Amendment.ProposedContent), nameof(Amendment.ProposedAgencyId),
            nameof(Amendment.Opinion), nameof(Amendment.Decision), nameof(Amendment.DecisionNumber), nameof(Amendment.ProposedBy),
            nameof(Amendment.ProposedAt), nameof(Amendment.ReviewedAt), nameof(Amendment.DecidedAt)),
    };

    /// <summary>The fields that stand in the subject's own row.</summary>
    public static IReadOnlyList<SubjectField> Of(ChangeSubject subject) => s_fields[subject];

    /// <summary>What sort of subject an entity is; null for a row that is none of its own.</summary>
    public static ChangeSubject? SubjectOf(object entity) => entity switch
    {
        Plan => ChangeSubject.Plan,
        PlanSection => ChangeSubject.Section,
        PlanTask => ChangeSubject.Task,
        Deadline => ChangeSubject.Deadline,
        Agency => ChangeSubject.Agency,
        Locality => ChangeSubject.Locality,
        LegalDocument => ChangeSubject.LegalDocument,
        InvestmentItem { Kind: InvestmentItemKind.IndustrialZone } => ChangeSubject.IndustrialZone,
        InvestmentItem { Kind: InvestmentItemKind.IndustrialCluster } => ChangeSubject.IndustrialCluster,
        InvestmentItem => ChangeSubject.InvestmentProject,
        ProgressReport => ChangeSubject.ProgressReport,
        Amendment => ChangeSubject.Amendment,
        _ => null,
    };

    private static SubjectField[] Of(params string[] properties) => [.. properties.Select(SubjectField.Of)];
}
