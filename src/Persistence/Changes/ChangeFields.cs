using System.Reflection;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
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
        return new(Camel(name), values => ChangeJson.ToNode(values[property]));
    }

    /// <summary>The field of several properties: SignatoryName and SignatoryCapacity are name and capacity of signatory, which is null where the first one is.</summary>
    public static SubjectField Of(string name, IReadOnlyList<string> properties) => new(Camel(name), values => values[properties[0]] is null
        ? null
        : new JsonObject(properties.Select(property => KeyValuePair.Create(Camel(property[name.Length..]), ChangeJson.ToNode(values[property])))));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>
/// Which fields of each subject Change rows speak of: all that is stored of it, except its key, version and times, whose draft it is, and what is <see cref="DerivedAttribute"/>.
/// </summary>
internal static class SubjectFields
{
    private static readonly Type[] Bookkeeping = [typeof(IVersioned), typeof(ITimestamped), typeof(IDraftable)];

    private static readonly Dictionary<ChangeSubject, SubjectField[]> Fields = new()
    {
        [ChangeSubject.Plan] = Of<Plan>(),
        [ChangeSubject.Section] = Of<PlanSection>(),
        [ChangeSubject.Task] = Of<PlanTask>(),
        [ChangeSubject.Deadline] = Of<Deadline>(),
        [ChangeSubject.Agency] = Of<Agency>(),
        [ChangeSubject.Locality] = Of<Locality>(),
        [ChangeSubject.LegalDocument] = Of<LegalDocument>(),
        [ChangeSubject.IndustrialZone] = Of<InvestmentItem>(InvestmentItemKind.IndustrialZone),
        [ChangeSubject.IndustrialCluster] = Of<InvestmentItem>(InvestmentItemKind.IndustrialCluster),
        [ChangeSubject.InvestmentProject] = Of<InvestmentItem>(InvestmentItemKind.InvestmentProject),
        [ChangeSubject.ProgressReport] = Of<ProgressReport>(),
        [ChangeSubject.Amendment] = Of<Amendment>(),
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

    // In the order of the entity's properties. An object of several columns stands where its first column does.
    private static SubjectField[] Of<TEntity>(InvestmentItemKind? kind = null)
    {
        var bookkeeping = Bookkeeping.SelectMany(role => role.GetProperties()).Select(property => property.Name).ToHashSet();
        return
        [
            .. typeof(TEntity).GetProperties()
                .Where(property => ColumnTypes.Of(property.PropertyType) is not null && !bookkeeping.Contains(property.Name) && !property.IsDefined(typeof(DerivedAttribute)))
                .Where(property => property.GetCustomAttribute<OnlyOfAttribute>() is not { } only || only.Kind == kind)
                .GroupBy(property => property.GetCustomAttribute<PartOfAttribute>()?.Name ?? property.Name)
                .Select(parts => parts.Key == parts.First().Name ? SubjectField.Of(parts.Key) : SubjectField.Of(parts.Key, [.. parts.Select(part => part.Name)])),
        ];
    }
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
