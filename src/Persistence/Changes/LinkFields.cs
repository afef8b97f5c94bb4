using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace KGPlanGraph.Persistence.Changes;

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
        Of<ProgressReportEvidence, ProgressReport>(
            nameof(ProgressReportEvidence.Report), nameof(ProgressReport.Evidence),
            new SubjectField("evidence", values => Object(
                values, nameof(ProgressReportEvidence.Title), nameof(ProgressReportEvidence.Url), nameof(ProgressReportEvidence.DocumentNumber)))),
        Of<ProgressReportMetDeadline, ProgressReport>(
            nameof(ProgressReportMetDeadline.Report), nameof(ProgressReport.MetDeadlines), Ids("metDeadlines", nameof(ProgressReportMetDeadline.DeadlineId))),
    ];

    private static readonly ILookup<Type, LinkFields> s_byLink = All.ToLookup(link => link.Link);
    private static readonly ILookup<Type, LinkFields> s_byOwner = All.ToLookup(link => link.Owner);

    /// <summary>The owners' lists that rows of a type are in.</summary>
    public static IEnumerable<LinkFields> OfLink(Type link) => s_byLink[link];

    /// <summary>The lists that an owner of a type has.</summary>
    public static IEnumerable<LinkFields> OfOwner(Type owner) => s_byOwner[owner];

    private static LinkFields Of<TLink, TOwner>(string reference, string collection, params SubjectField[] fields) =>
        new(typeof(TLink), typeof(TOwner), reference, reference + "Id", collection, fields);

    private static SubjectField Ids(string name, string key) => new(name, values => ChangeJson.ToNode(values[key]));

    private static JsonObject Object(PropertyValues values, params string[] properties) =>
        new(properties.Select(SubjectField.Of).Select(field => KeyValuePair.Create(field.Name, field.Read(values))));
}
