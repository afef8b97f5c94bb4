using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Schema.Paging;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>The contract's filter inputs, written down from the contract, not from the product.</summary>
internal static class FilterTypes
{
    public static readonly FilterType Agency = new("Agency", "agencies", model => model.Agencies,
        Id, Text<Agency>("code", row => row.Code), Name<Agency>("name", row => row.Name), Enum<Agency, AgencyKind>("kind", row => row.Kind),
        One<Agency>("parent", () => Agency!, row => row.Parent));

    public static readonly FilterType Locality = new("Locality", "localities", model => model.Localities,
        Id, Text<Locality>("code", row => row.Code), Name<Locality>("name", row => row.Name), Enum<Locality, LocalityKind>("kind", row => row.Kind),
        One<Locality>("parent", () => Locality!, row => row.Parent));

    public static readonly FilterType Plan = new("Plan", "plans", model => model.Plans,
        Id, Text<Plan>("code", row => row.Code), Name<Plan>("title", row => row.Title), Value<Plan>("year", OperandKind.Int, row => (long)row.Year),
        Value<Plan>("lastYear", OperandKind.Int, row => (long)row.LastYear) with { IsSortable = false },
        Enum<Plan, PlanStatus>("status", row => row.Status), Text<Plan>("documentNumber", row => row.DocumentNumber),
        Value<Plan>("issuedOn", OperandKind.LocalDate, row => row.IssuedOn), Value<Plan>("updatedAt", OperandKind.DateTime, row => row.UpdatedAt),
        One<Plan>("issuer", () => Agency, row => row.Issuer));

    public static readonly FilterType Section = new("PlanSection", "sections", model => model.Sections,
        Id, Label<PlanSection>(row => row.Label), Name<PlanSection>("heading", row => row.Heading),
        Value<PlanSection>("position", OperandKind.Int, row => (long)row.Position), One<PlanSection>("plan", () => Plan, row => row.Plan),
        One<PlanSection>("parent", () => Section!, row => row.Parent), Many<PlanSection>("tasks", () => Task!, row => row.Tasks));

    public static readonly FilterType Task = new("Task", "tasks", model => model.Tasks,
        Id, Label<PlanTask>(row => row.Label), Name<PlanTask>("title", row => row.Title), Text<PlanTask>("content", row => row.Content),
        Enum<PlanTask, DeliverableKind>("deliverableKind", row => row.DeliverableKind), Enum<PlanTask, PlanTaskStatus>("status", row => row.Status),
        Value<PlanTask>("percentComplete", OperandKind.Int, row => (long)row.PercentComplete),
        Value<PlanTask>("hasOpenCoordination", OperandKind.Boolean, row => row.HasOpenCoordination),
        Value<PlanTask>("updatedAt", OperandKind.DateTime, row => row.UpdatedAt), One<PlanTask>("plan", () => Plan, row => row.Plan),
        One<PlanTask>("section", () => Section, row => row.Section), One<PlanTask>("leadAgency", () => Agency, row => row.LeadAgency),
        Many<PlanTask>("coLeads", () => Agency, row => row.Assignments.Where(link => link.Role == AssignmentRole.CoLead).Select(link => link.Agency!)),
        Text<PlanTask>("expectedOutput", row => row.ExpectedOutput) with { IsSortable = false },
        Many<PlanTask>("coordinators", () => Agency, row => row.Assignments.Where(link => link.Role == AssignmentRole.Coordinate).Select(link => link.Agency!)),
        Many<PlanTask>("deadlines", () => Deadline!, row => row.Deadlines),
        Many<PlanTask>("investmentItems", () => Item!, row => row.InvestmentItems.Select(link => link.Item!)),
        Many<PlanTask>("localities", () => Locality, row => row.Localities.Select(link => link.Locality!)),
        Timeliness(row => TimelinessRule.Of((PlanTask)row, TimelinessRule.Day)));

    public static readonly FilterType Deadline = new("Deadline", "deadlines", model => model.Deadlines,
        Id, Enum<Deadline, DeadlineKind>("kind", row => row.Kind), Value<Deadline>("dueOn", OperandKind.LocalDate, row => row.DueOn),
        Value<Deadline>("originalDueOn", OperandKind.LocalDate, row => row.OriginalDueOn),
        Value<Deadline>("metOn", OperandKind.LocalDate, row => row.MetOn <= TimelinessRule.Day || TimelinessRule.Day >= TimelinessRule.Today ? row.MetOn : null), Text<Deadline>("deliverable", row => row.Deliverable),
        One<Deadline>("task", () => Task, row => row.Task), Timeliness(row => TimelinessRule.Of((Deadline)row, TimelinessRule.Day)));

    public static readonly FilterType Item = new("InvestmentItem", "investmentItems", model => model.Items, ItemFields());

    public static readonly FilterType Zone = new("IndustrialZone", "industrialZones", OfKind(InvestmentItemKind.IndustrialZone), ItemFields(
        Text<InvestmentItem>("phase", row => row.Phase), Value<InvestmentItem>("occupancyPercent", OperandKind.Float, row => row.OccupancyPercent)));

    public static readonly FilterType Cluster = new("IndustrialCluster", "industrialClusters", OfKind(InvestmentItemKind.IndustrialCluster), ItemFields(
        Text<InvestmentItem>("infrastructureInvestor", row => row.InfrastructureInvestor),
        Value<InvestmentItem>("isPilot", OperandKind.Boolean, row => row.IsPilot)));

    public static readonly FilterType Project = new("InvestmentProject", "investmentProjects", OfKind(InvestmentItemKind.InvestmentProject), ItemFields(
        Enum<InvestmentItem, InvestmentSector>("sector", row => row.Sector!.Value)));

    public static readonly FilterType Report = new("ProgressReport", "progressReports", model => model.Reports,
        Id, Value<ProgressReport>("reportedOn", OperandKind.LocalDate, row => row.ReportedOn),
        Enum<ProgressReport, ProgressReportStatus>("status", row => row.Status), Enum<ProgressReport, PlanTaskStatus>("taskStatus", row => row.TaskStatus),
        Value<ProgressReport>("percentComplete", OperandKind.Int, row => (long)row.PercentComplete),
        Value<ProgressReport>("submittedAt", OperandKind.DateTime, row => row.SubmittedAt),
        One<ProgressReport>("task", () => Task, row => row.Task), One<ProgressReport>("agency", () => Agency, row => row.Agency));

    public static readonly FilterType Amendment = new("Amendment", "amendments", model => model.Amendments,
        Id, Enum<Amendment, AmendmentKind>("kind", row => row.Kind), Enum<Amendment, AmendmentStatus>("status", row => row.Status),
        Value<Amendment>("proposedAt", OperandKind.DateTime, row => row.ProposedAt), One<Amendment>("task", () => Task, row => row.Task),
        One<Amendment>("agency", () => Agency, row => row.Agency));

    /// <summary>All with a connection that filters and sorts.</summary>
    public static readonly IReadOnlyList<FilterType> All =
        [Plan, Section, Task, Agency, Deadline, Item, Zone, Cluster, Project, Locality, Report, Amendment];

    private static ValueField Id => new("id", OperandKind.Id, Ids.Of);

    private static Func<PlanModel, IEnumerable<object>> OfKind(InvestmentItemKind kind) => model => model.Items.Where(item => item.Kind == kind);

    private static IReadOnlyList<FilterField> ItemFields(params IReadOnlyList<FilterField> own) =>
    [
        Id, Text<InvestmentItem>("code", row => row.Code), Name<InvestmentItem>("name", row => row.Name),
        Enum<InvestmentItem, InvestmentStage>("stage", row => row.Stage), One<InvestmentItem>("managingAgency", () => Agency, row => row.ManagingAgency),
        Many<InvestmentItem>("localities", () => Locality, row => row.Localities.Select(link => link.Locality!)),
        Many<InvestmentItem>("tasks", () => Task, row => row.Tasks.Select(link => link.Task!)),
        Value<InvestmentItem>("areaHectares", OperandKind.Float, row => row.AreaHectares),
        Value<InvestmentItem>("capitalVnd", OperandKind.Long, row => row.CapitalVnd),
        Value<InvestmentItem>("callsForInvestment", OperandKind.Boolean, row => row.CallsForInvestment),
        Value<InvestmentItem>("updatedAt", OperandKind.DateTime, row => row.UpdatedAt), .. own,
    ];

    private static ValueField Value<T>(string name, OperandKind kind, Func<T, object?> get) => new(name, kind, row => get((T)row));

    private static ValueField Text<T>(string name, Func<T, string?> get) => new(name, OperandKind.String, row => get((T)row));

    private static ValueField Name<T>(string name, Func<T, string?> get) => Text(name, get) with { Order = VietnameseComparer.Instance };

    private static ValueField Label<T>(Func<T, string?> get) => Text("label", get) with { Order = LabelComparer.Instance };

    private static ValueField Enum<T, TEnum>(string name, Func<T, TEnum> get)
        where TEnum : struct, Enum => new(name, OperandKind.Enum, row => EnumNames.Of(get((T)row))) { Members = EnumNames.All<TEnum>() };

    private static ValueField Timeliness(Func<object, string> get) => new("timeliness", OperandKind.Enum, get)
    {
        Members = ["NO_DEADLINE", "NOT_DUE", "DUE_SOON", "OVERDUE", "COMPLETED_ON_TIME", "COMPLETED_LATE"],
        IsSortable = false,
    };

    private static OneField One<T>(string name, Func<FilterType> target, Func<T, object?> get) => new(name, target, row => get((T)row));

    private static ManyField Many<T>(string name, Func<FilterType> target, Func<T, IEnumerable<object>> get) => new(name, target, row => get((T)row));
}
