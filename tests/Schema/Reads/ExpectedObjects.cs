using System.Globalization;
using System.Text.Json.Nodes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Schema.Filtering;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>What a coordinator gets of an object when it selects everything, made from the object in memory.</summary>
internal static class ExpectedObjects
{
    /// <summary>A selection of every field of each type, relations by their ids.</summary>
    public static readonly IReadOnlyDictionary<string, string> Selections = new Dictionary<string, string>
    {
        ["Plan"] = """
            __typename id code title year lastYear documentType status issuer { id } signatory { name capacity } documentNumber issuedOn recipients legalDocuments { id }
            sections { id } version createdAt updatedAt
            """,
        ["PlanSection"] = "__typename id label heading body position plan { id } parent { id } children { id }",
        ["Task"] = """
            __typename id label title content deliverableKind status percentComplete plan { id } section { id } leadAgency { id } coLeads { id } coordinators { id }
            assignments { role agency { id } position } hasOpenCoordination openCoordinationPhrase expectedOutput deadlines { id } nextDeadline { id }
            timeliness(asOf: "2022-06-30") legalDocuments { id } localities { id } investmentItems { id } version createdAt updatedAt
            """,
        ["Deadline"] = """
            __typename id task { id } kind phrase deliverable performer { id } dueOn originalDueOn metOn timeliness(asOf: "2022-06-30")
            daysRemaining(asOf: "2022-06-30")
            """,
        ["Agency"] = "__typename id code name englishName kind aliases parent { id } version",
        ["Locality"] = "__typename id code name kind parent { id }",
        ["LegalDocument"] = "__typename id number title issuedOn issuer { id }",
        ["IndustrialZone"] = Item + " phase occupancyPercent",
        ["IndustrialCluster"] = Item + " infrastructureInvestor isPilot",
        ["InvestmentProject"] = Item + " sector partners { id }",
        ["ProgressReport"] = """
            __typename id task { id } agency { id } reportedOn status taskStatus percentComplete summary obstacles proposals
            evidence { title url documentNumber } metDeadlines { id } reviewNote submittedBy submittedAt reviewedBy reviewedAt version
            """,
        ["Amendment"] = """
            __typename id task { id } agency { id } kind status reason deadline { id } proposedDueOn proposedContent proposedAgency { id } opinion decision
            decisionNumber proposedBy proposedAt reviewedAt decidedAt version
            """,
    };

    private const string Item = """
        __typename id code name stage managingAgency { id } localities { id } tasks { id } areaHectares capitalVnd callsForInvestment note version createdAt
        updatedAt
        """;

    private static readonly DateOnly Day = new(2022, 6, 30);

    /// <summary>The object's answer to its type's selection.</summary>
    public static JsonObject Of(PlanModel model, object row)
    {
        var fields = row switch
        {
            Plan plan => OfPlan(model, plan),
            PlanSection section => OfSection(model, section),
            PlanTask task => OfTask(task),
            Deadline deadline => OfDeadline(deadline),
            Agency agency => OfAgency(agency),
            Locality place => new JsonObject { ["code"] = place.Code, ["name"] = place.Name, ["kind"] = Name(place.Kind), ["parent"] = One(place.Parent) },
            LegalDocument document => new JsonObject
            {
                ["number"] = document.Number,
                ["title"] = document.Title,
                ["issuedOn"] = Date(document.IssuedOn),
                ["issuer"] = One(document.Issuer),
            },
            InvestmentItem item => OfItem(item),
            ProgressReport report => OfReport(report),
            Amendment amendment => OfAmendment(amendment),
            _ => throw new ArgumentException(row.GetType().Name, nameof(row)),
        };
        fields.Insert(0, "__typename", TypeName(row));
        fields.Insert(1, "id", Ids.Of(row));
        return fields;
    }

    public static string TypeName(object row) => row switch
    {
        PlanTask => "Task",
        InvestmentItem item => item.Kind.ToString(),
        _ => row.GetType().Name,
    };

    private static JsonObject OfPlan(PlanModel model, Plan plan) => new()
    {
        ["code"] = plan.Code,
        ["title"] = plan.Title,
        ["year"] = plan.Year,
        ["lastYear"] = plan.LastYear,
        ["documentType"] = plan.DocumentType,
        ["status"] = Name(plan.Status),
        ["issuer"] = One(plan.Issuer),
        ["signatory"] = plan.SignatoryName is null ? null : new JsonObject { ["name"] = plan.SignatoryName, ["capacity"] = plan.SignatoryCapacity },
        ["documentNumber"] = plan.DocumentNumber,
        ["issuedOn"] = Date(plan.IssuedOn),
        ["recipients"] = Texts(plan.Recipients),
        ["legalDocuments"] = Many(plan.LegalDocuments.OrderBy(link => link.Position).Select(link => link.LegalDocument!)),
        ["sections"] = Many(model.Sections.Where(section => section.Plan == plan).OrderBy(section => section.Position)),
        ["version"] = plan.Version,
        ["createdAt"] = Instant(plan.CreatedAt),
        ["updatedAt"] = Instant(plan.UpdatedAt),
    };

    private static JsonObject OfSection(PlanModel model, PlanSection section) => new()
    {
        ["label"] = section.Label,
        ["heading"] = section.Heading,
        ["body"] = section.Body,
        ["position"] = section.Position,
        ["plan"] = One(section.Plan),
        ["parent"] = One(section.Parent),
        ["children"] = Many(model.Sections.Where(child => child.Parent == section).OrderBy(child => child.Position)),
    };

    private static JsonObject OfTask(PlanTask task) => new()
    {
        ["label"] = task.Label,
        ["title"] = task.Title,
        ["content"] = task.Content,
        ["deliverableKind"] = Name(task.DeliverableKind),
        ["status"] = Name(task.Status),
        ["percentComplete"] = task.PercentComplete,
        ["plan"] = One(task.Plan),
        ["section"] = One(task.Section),
        ["leadAgency"] = One(task.LeadAgency),
        ["coLeads"] = Many(Assigned(task).Where(link => link.Role == AssignmentRole.CoLead).Select(link => link.Agency!)),
        ["coordinators"] = Many(Assigned(task).Where(link => link.Role == AssignmentRole.Coordinate).Select(link => link.Agency!)),
        ["assignments"] = new JsonArray([.. Assigned(task).Select(link => new JsonObject
        {
            ["role"] = Name(link.Role), ["agency"] = One(link.Agency), ["position"] = link.Position,
        })]),
        ["hasOpenCoordination"] = task.HasOpenCoordination,
        ["openCoordinationPhrase"] = task.OpenCoordinationPhrase,
        ["expectedOutput"] = task.ExpectedOutput,
        ["deadlines"] = Many(task.Deadlines.OrderBy(deadline => deadline.DueOn).ThenBy(deadline => deadline.Position)),
        ["nextDeadline"] = One(
            task.Deadlines.Where(row => row.MetOn is null).OrderBy(row => row.DueOn).ThenBy(row => row.Position).FirstOrDefault()),
        ["timeliness"] = TimelinessRule.Of(task, Day),
        ["legalDocuments"] = Many(task.LegalDocuments.OrderBy(link => link.Position).Select(link => link.LegalDocument!)),
        ["localities"] = Many(task.Localities.OrderBy(link => link.Position).Select(link => link.Locality!)),
        ["investmentItems"] = Many(task.InvestmentItems.OrderBy(link => link.Position).Select(link => link.Item!)),
        ["version"] = task.Version,
        ["createdAt"] = Instant(task.CreatedAt),
        ["updatedAt"] = Instant(task.UpdatedAt),
    };

    private static JsonObject OfDeadline(Deadline deadline) => new()
    {
        ["task"] = One(deadline.Task),
        ["kind"] = Name(deadline.Kind),
        ["phrase"] = deadline.Phrase,
        ["deliverable"] = deadline.Deliverable,
        ["performer"] = One(deadline.Performer),
        ["dueOn"] = Date(deadline.DueOn),
        ["originalDueOn"] = Date(deadline.OriginalDueOn),
        ["metOn"] = Date(deadline.MetOn),
        ["timeliness"] = TimelinessRule.Of(deadline, Day),
        ["daysRemaining"] = deadline.DueOn.DayNumber - Day.DayNumber,
    };

    private static JsonObject OfAgency(Agency agency) => new()
    {
        ["code"] = agency.Code,
        ["name"] = agency.Name,
        ["englishName"] = agency.EnglishName,
        ["kind"] = Name(agency.Kind),
        ["aliases"] = Texts(agency.Aliases),
        ["parent"] = One(agency.Parent),
        ["version"] = agency.Version,
    };

    private static JsonObject OfItem(InvestmentItem item)
    {
        var fields = new JsonObject
        {
            ["code"] = item.Code,
            ["name"] = item.Name,
            ["stage"] = Name(item.Stage),
            ["managingAgency"] = One(item.ManagingAgency),
            ["localities"] = Many(item.Localities.OrderBy(link => link.Position).Select(link => link.Locality!)),
            ["tasks"] = Many(Paging.DefaultOrders.Sort(FilterTypes.Task, item.Tasks.Select(link => link.Task!))),
            ["areaHectares"] = item.AreaHectares,
            ["capitalVnd"] = item.CapitalVnd,
            ["callsForInvestment"] = item.CallsForInvestment,
            ["note"] = item.Note,
            ["version"] = item.Version,
            ["createdAt"] = Instant(item.CreatedAt),
            ["updatedAt"] = Instant(item.UpdatedAt),
        };
        switch (item.Kind)
        {
            case InvestmentItemKind.IndustrialZone:
                fields["phase"] = item.Phase;
                fields["occupancyPercent"] = item.OccupancyPercent;
                break;
            case InvestmentItemKind.IndustrialCluster:
                fields["infrastructureInvestor"] = item.InfrastructureInvestor;
                fields["isPilot"] = item.IsPilot;
                break;
            default:
                fields["sector"] = Name(item.Sector!.Value);
                fields["partners"] = Many(item.Partners.OrderBy(link => link.Position).Select(link => link.Agency!));
                break;
        }

        return fields;
    }

    private static JsonObject OfReport(ProgressReport report) => new()
    {
        ["task"] = One(report.Task),
        ["agency"] = One(report.Agency),
        ["reportedOn"] = Date(report.ReportedOn),
        ["status"] = Name(report.Status),
        ["taskStatus"] = Name(report.TaskStatus),
        ["percentComplete"] = report.PercentComplete,
        ["summary"] = report.Summary,
        ["obstacles"] = report.Obstacles,
        ["proposals"] = report.Proposals,
        ["evidence"] = new JsonArray([.. report.Evidence.OrderBy(row => row.Position).Select(row => new JsonObject
        {
            ["title"] = row.Title, ["url"] = row.Url, ["documentNumber"] = row.DocumentNumber,
        })]),
        ["metDeadlines"] = Many(report.MetDeadlines.OrderBy(link => link.Position).Select(link => link.Deadline!)),
        ["reviewNote"] = report.ReviewNote,
        ["submittedBy"] = report.SubmittedBy,
        ["submittedAt"] = Instant(report.SubmittedAt),
        ["reviewedBy"] = report.ReviewedBy,
        ["reviewedAt"] = Instant(report.ReviewedAt),
        ["version"] = report.Version,
    };

    private static JsonObject OfAmendment(Amendment amendment) => new()
    {
        ["task"] = One(amendment.Task),
        ["agency"] = One(amendment.Agency),
        ["kind"] = Name(amendment.Kind),
        ["status"] = Name(amendment.Status),
        ["reason"] = amendment.Reason,
        ["deadline"] = One(amendment.Deadline),
        ["proposedDueOn"] = Date(amendment.ProposedDueOn),
        ["proposedContent"] = amendment.ProposedContent,
        ["proposedAgency"] = One(amendment.ProposedAgency),
        ["opinion"] = amendment.Opinion,
        ["decision"] = amendment.Decision,
        ["decisionNumber"] = amendment.DecisionNumber,
        ["proposedBy"] = amendment.ProposedBy,
        ["proposedAt"] = Instant(amendment.ProposedAt),
        ["reviewedAt"] = Instant(amendment.ReviewedAt),
        ["decidedAt"] = Instant(amendment.DecidedAt),
        ["version"] = amendment.Version,
    };

    private static IEnumerable<TaskAssignment> Assigned(PlanTask task) => task.Assignments.OrderBy(link => link.Position);

    private static JsonObject? One(object? row) => row is null ? null : new JsonObject { ["id"] = Ids.Of(row) };

    private static JsonArray Many(IEnumerable<object> rows) => new([.. rows.Select(One)]);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Name(Enum member) => EnumNames.Of(member);

    private static string? Date(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // At least milliseconds, as fine as it was stored.
    private static string? Instant(DateTimeOffset? instant) => instant?.UtcDateTime.ToString(
        $"yyyy-MM-dd'T'HH:mm:ss.{(instant.Value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "fff" : "ffffff")}'Z'", CultureInfo.InvariantCulture);
}
