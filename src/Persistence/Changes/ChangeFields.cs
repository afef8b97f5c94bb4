using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>A field of a subject as Change rows speak of it.</summary>
/// <param name="Name">The GraphQL field's name.</param>
/// <param name="Read">Its value; null where it has none.</param>
internal sealed record SubjectField(string Name, Func<PropertyValues, JsonNode?> Read)
{
    /// <summary>The field of one property: LeadAgencyId → leadAgency, whose value is the agency's id.</summary>
    public static SubjectField Of(string property)
    {
        var name = property.Length > 2 && property.EndsWith("Id", StringComparison.Ordinal) ? property[..^2] : property;
        return new(char.ToLowerInvariant(name[0]) + name[1..], values => ChangeJson.ToNode(values[property]));
    }
}

/// <summary>Which fields of each subject Change rows speak of. Derived columns, versions and times are not among them: they follow from the rest.</summary>
internal static class SubjectFields
{
    private static readonly SubjectField[] ItemOfAnyKind = Of(
        nameof(InvestmentItem.Code), nameof(InvestmentItem.Name), nameof(InvestmentItem.Stage), nameof(InvestmentItem.ManagingAgencyId),
        nameof(InvestmentItem.AreaHectares), nameof(InvestmentItem.CapitalVnd), nameof(InvestmentItem.CallsForInvestment), nameof(InvestmentItem.Note));

    private static readonly Dictionary<ChangeSubject, SubjectField[]> Fields = new()
    {
        [ChangeSubject.Plan] =
        [
            .. Of(nameof(Plan.Code), nameof(Plan.Title), nameof(Plan.Year), nameof(Plan.LastYear), nameof(Plan.DocumentType), nameof(Plan.Status), nameof(Plan.IssuerId)),
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
            nameof(PlanTask.HasOpenCoordination), nameof(PlanTask.OpenCoordinationPhrase), nameof(PlanTask.ExpectedOutput)),
        [ChangeSubject.Deadline] = Of(
            nameof(Deadline.TaskId), nameof(Deadline.Kind), nameof(Deadline.Phrase), nameof(Deadline.Deliverable), nameof(Deadline.PerformerId),
            nameof(Deadline.DueOn), nameof(Deadline.OriginalDueOn), nameof(Deadline.MetOn)),
        [ChangeSubject.Agency] = Of(
            nameof(Agency.Code), nameof(Agency.Name), nameof(Agency.EnglishName), nameof(Agency.Kind), nameof(Agency.Aliases), nameof(Agency.ParentId)),
        [ChangeSubject.Locality] = Of(nameof(Locality.Code), nameof(Locality.Name), nameof(Locality.Kind), nameof(Locality.ParentId)),
        [ChangeSubject.LegalDocument] = Of(
            nameof(LegalDocument.Number), nameof(LegalDocument.Title), nameof(LegalDocument.IssuedOn), nameof(LegalDocument.IssuerId)),
        [ChangeSubject.IndustrialZone] = [.. ItemOfAnyKind, .. Of(nameof(InvestmentItem.Phase), nameof(InvestmentItem.OccupancyPercent))],
        [ChangeSubject.IndustrialCluster] = [.. ItemOfAnyKind, .. Of(nameof(InvestmentItem.InfrastructureInvestor), nameof(InvestmentItem.IsPilot))],
        [ChangeSubject.InvestmentProject] = [.. ItemOfAnyKind, .. Of(nameof(InvestmentItem.Sector))],
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
    public static IReadOnlyList<SubjectField> Of(ChangeSubject subject) => Fields[subject];

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

/// <summary>Rows that are part of another object: a change of one is a change of its owner's list fields.</summary>
/// <param name="Link">The rows' type; each has a Position.</param>
/// <param name="Owner">The owner's type.</param>
/// <param name="Reference">The row's reference to its owner.</param>
/// <param name="Key">The row's column for it.</param>
/// <param name="Collection">The owner's list of rows.</param>
/// <param name="Fields">The owner's fields; a row that yields null is not in that field.</param>
internal sealed record LinkFields(Type Link, Type Owner, string Reference, string Key, string Collection, IReadOnlyList<SubjectField> Fields)
{
    public static readonly IReadOnlyList<LinkFields> All =
    [
        Of<TaskAssignment, PlanTask>(
            nameof(TaskAssignment.Task), nameof(PlanTask.Assignments),
            new("coLeads", values => values[nameof(TaskAssignment.Role)] is AssignmentRole.CoLead
                ? ChangeJson.ToNode(values[nameof(TaskAssignment.AgencyId)])
                : null),
            new("coordinators", values => values[nameof(TaskAssignment.Role)] is AssignmentRole.Coordinate
                ? ChangeJson.ToNode(values[nameof(TaskAssignment.AgencyId)])
                : null),
            new("assignments", values => Object(values, nameof(TaskAssignment.Role), nameof(TaskAssignment.AgencyId), nameof(TaskAssignment.Position)))),
        // A task's deadlines share its version, so what happens to one happens to the task.
        Of<Deadline, PlanTask>(
            nameof(Deadline.Task), nameof(PlanTask.Deadlines),
            new SubjectField("deadlines", values => Object(
                values, nameof(Deadline.Id), nameof(Deadline.DueOn), nameof(Deadline.MetOn), nameof(Deadline.Phrase), nameof(Deadline.Deliverable)))),
        Of<TaskLegalDocument, PlanTask>(
            nameof(TaskLegalDocument.Task), nameof(PlanTask.LegalDocuments), Ids("legalDocuments", nameof(TaskLegalDocument.LegalDocumentId))),
        Of<TaskLocality, PlanTask>(nameof(TaskLocality.Task), nameof(PlanTask.Localities), Ids("localities", nameof(TaskLocality.LocalityId))),
        Of<TaskInvestmentItem, PlanTask>(
            nameof(TaskInvestmentItem.Task), nameof(PlanTask.InvestmentItems), Ids("investmentItems", nameof(TaskInvestmentItem.ItemId))),
        Of<TaskInvestmentItem, InvestmentItem>(nameof(TaskInvestmentItem.Item), nameof(InvestmentItem.Tasks), Ids("tasks", nameof(TaskInvestmentItem.TaskId))),
        Of<InvestmentItemLocality, InvestmentItem>(
            nameof(InvestmentItemLocality.Item), nameof(InvestmentItem.Localities), Ids("localities", nameof(InvestmentItemLocality.LocalityId))),
        Of<InvestmentProjectPartner, InvestmentItem>(
            nameof(InvestmentProjectPartner.Item), nameof(InvestmentItem.Partners), Ids("partners", nameof(InvestmentProjectPartner.AgencyId))),
        Of<PlanLegalDocument, Plan>(
            nameof(PlanLegalDocument.Plan), nameof(Plan.LegalDocuments), Ids("legalDocuments", nameof(PlanLegalDocument.LegalDocumentId))),
        // A plan's sections share its version.
        Of<PlanSection, Plan>(
            nameof(PlanSection.Plan), nameof(Plan.Sections),
            new SubjectField("sections", values => Object(
                values, nameof(PlanSection.Id), nameof(PlanSection.Label), nameof(PlanSection.Heading), nameof(PlanSection.Body)))),
        Of<ProgressReportEvidence, ProgressReport>(
            nameof(ProgressReportEvidence.Report), nameof(ProgressReport.Evidence),
            new SubjectField("evidence", values => Object(
                values, nameof(ProgressReportEvidence.Title), nameof(ProgressReportEvidence.Url), nameof(ProgressReportEvidence.DocumentNumber)))),
        Of<ProgressReportMetDeadline, ProgressReport>(
            nameof(ProgressReportMetDeadline.Report), nameof(ProgressReport.MetDeadlines), Ids("metDeadlines", nameof(ProgressReportMetDeadline.DeadlineId))),
    ];

    private static readonly ILookup<Type, LinkFields> ByLink = All.ToLookup(link => link.Link);
    private static readonly ILookup<Type, LinkFields> ByOwner = All.ToLookup(link => link.Owner);

    /// <summary>The owners' lists that rows of a type are in.</summary>
    public static IEnumerable<LinkFields> OfLink(Type link) => ByLink[link];

    /// <summary>The lists that an owner of a type has.</summary>
    public static IEnumerable<LinkFields> OfOwner(Type owner) => ByOwner[owner];

    private static LinkFields Of<TLink, TOwner>(string reference, string collection, params SubjectField[] fields) =>
        new(typeof(TLink), typeof(TOwner), reference, reference + "Id", collection, fields);

    private static SubjectField Ids(string name, string key) => new(name, values => ChangeJson.ToNode(values[key]));

    private static JsonObject Object(PropertyValues values, params string[] properties) =>
        new(properties.Select(SubjectField.Of).Select(field => KeyValuePair.Create(field.Name, field.Read(values))));
}
