using KGPlanGraph.Schema.Agencies;
using KGPlanGraph.Schema.Amendments;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Changes;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Deadlines;
using KGPlanGraph.Schema.InvestmentItems;
using KGPlanGraph.Schema.LegalDocuments;
using KGPlanGraph.Schema.Localities;
using KGPlanGraph.Schema.Plans;
using KGPlanGraph.Schema.ProgressReports;
using KGPlanGraph.Schema.Sections;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.Roots;

/// <summary>What the fields of Query lead to.</summary>
internal static class RootFields
{
    /// <summary>The types with a global id, by name.</summary>
    public static readonly IReadOnlyDictionary<string, TypeBinding> Nodes = new[]
    {
        PlanType.Binding, LegalDocumentType.Binding, SectionType.Binding, TaskType.Binding, DeadlineType.Binding, AgencyType.Binding, LocalityType.Binding,
        InvestmentItemType.Zone, InvestmentItemType.Cluster, InvestmentItemType.Project, ProgressReportType.Binding, AmendmentType.Binding,
        ChangeType.Binding,
    }.ToDictionary(type => type.TypeName);

    /// <summary>The connections, by field.</summary>
    public static readonly IReadOnlyDictionary<string, TypeBinding> Connections = new Dictionary<string, TypeBinding>
    {
        ["plans"] = PlanType.Binding,
        ["sections"] = SectionType.Binding,
        ["tasks"] = TaskType.Binding,
        ["agencies"] = AgencyType.Binding,
        ["deadlines"] = DeadlineType.Binding,
        ["investmentItems"] = InvestmentItemType.Any,
        ["industrialZones"] = InvestmentItemType.Zone,
        ["industrialClusters"] = InvestmentItemType.Cluster,
        ["investmentProjects"] = InvestmentItemType.Project,
        ["localities"] = LocalityType.Binding,
        ["progressReports"] = ProgressReportType.Binding,
        ["amendments"] = AmendmentType.Binding,
        ["changes"] = ChangeType.Binding,
    };

    /// <summary>The single objects, by field.</summary>
    public static readonly IReadOnlyDictionary<string, (TypeBinding Type, LevelKind Kind)> Lookups = new Dictionary<string, (TypeBinding, LevelKind)>
    {
        ["plan"] = (PlanType.Binding, LevelKind.ById),
        ["planByCode"] = (PlanType.Binding, LevelKind.ByCode),
        ["task"] = (TaskType.Binding, LevelKind.ById),
        ["taskByLabel"] = (TaskType.Binding, LevelKind.ByLabel),
        ["agency"] = (AgencyType.Binding, LevelKind.ById),
        ["agencyByCode"] = (AgencyType.Binding, LevelKind.ByCode),
    };
}
