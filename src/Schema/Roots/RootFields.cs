using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Amendments;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Schema.Types.Deadlines;
using KGPlanGraph.Schema.Types.InvestmentItems;
using KGPlanGraph.Schema.Types.LegalDocuments;
using KGPlanGraph.Schema.Types.Localities;
using KGPlanGraph.Schema.Types.Plans;
using KGPlanGraph.Schema.Types.ProgressReports;
using KGPlanGraph.Schema.Types.Sections;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Roots;

/// <summary>What the fields of Query lead to.</summary>
internal static class RootFields
{
    /// <summary>The types with a global id, by name.</summary>
    public static readonly NodeTypes Nodes = new(
    [
        PlanType.Binding, LegalDocumentType.Binding, SectionType.Binding, TaskType.Binding, DeadlineType.Binding, AgencyType.Binding, LocalityType.Binding,
        InvestmentItemType.Zone, InvestmentItemType.Cluster, InvestmentItemType.Project, ProgressReportType.Binding, AmendmentType.Binding,
        ChangeType.Binding,
    ]);

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
    public static readonly IReadOnlyDictionary<string, (TypeBinding Type, LevelSource Source)> Lookups = new Dictionary<string, (TypeBinding, LevelSource)>
    {
        ["plan"] = (PlanType.Binding, ByIdSource.Instance),
        ["planByCode"] = (PlanType.Binding, ByCodeSource.Instance),
        ["task"] = (TaskType.Binding, ByIdSource.Instance),
        ["taskByLabel"] = (TaskType.Binding, TaskByLabelSource.Instance),
        ["agency"] = (AgencyType.Binding, ByIdSource.Instance),
        ["agencyByCode"] = (AgencyType.Binding, ByCodeSource.Instance),
    };
}
