using KGPlanGraph.Schema.Agencies;
using KGPlanGraph.Schema.Amendments;
using KGPlanGraph.Schema.Changes;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Deadlines;
using KGPlanGraph.Schema.InvestmentItems;
using KGPlanGraph.Schema.LegalDocuments;
using KGPlanGraph.Schema.Localities;
using KGPlanGraph.Schema.Nouns;
using KGPlanGraph.Schema.Plans;
using KGPlanGraph.Schema.ProgressReports;
using KGPlanGraph.Schema.Sections;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.Roots;

/// <summary>What the fields of Query lead to.</summary>
internal static class QueryNoun
{
    /// <summary>The types with a global id, by name.</summary>
    public static readonly IReadOnlyDictionary<string, Noun> Nodes = new[]
    {
        PlanNoun.Noun, LegalDocumentNoun.Noun, SectionNoun.Noun, TaskNoun.Noun, DeadlineNoun.Noun, AgencyNoun.Noun, LocalityNoun.Noun,
        InvestmentItemNoun.Zone, InvestmentItemNoun.Cluster, InvestmentItemNoun.Project, ProgressReportNoun.Noun, AmendmentNoun.Noun,
        ChangeNoun.Noun,
    }.ToDictionary(noun => noun.TypeName);

    /// <summary>The connections, by field.</summary>
    public static readonly IReadOnlyDictionary<string, Noun> Connections = new Dictionary<string, Noun>
    {
        ["plans"] = PlanNoun.Noun,
        ["sections"] = SectionNoun.Noun,
        ["tasks"] = TaskNoun.Noun,
        ["agencies"] = AgencyNoun.Noun,
        ["deadlines"] = DeadlineNoun.Noun,
        ["investmentItems"] = InvestmentItemNoun.Any,
        ["industrialZones"] = InvestmentItemNoun.Zone,
        ["industrialClusters"] = InvestmentItemNoun.Cluster,
        ["investmentProjects"] = InvestmentItemNoun.Project,
        ["localities"] = LocalityNoun.Noun,
        ["progressReports"] = ProgressReportNoun.Noun,
        ["amendments"] = AmendmentNoun.Noun,
        ["changes"] = ChangeNoun.Noun,
    };

    /// <summary>The single objects, by field.</summary>
    public static readonly IReadOnlyDictionary<string, (Noun Noun, LevelKind Kind)> Lookups = new Dictionary<string, (Noun, LevelKind)>
    {
        ["plan"] = (PlanNoun.Noun, LevelKind.ById),
        ["planByCode"] = (PlanNoun.Noun, LevelKind.ByCode),
        ["task"] = (TaskNoun.Noun, LevelKind.ById),
        ["taskByLabel"] = (TaskNoun.Noun, LevelKind.ByLabel),
        ["agency"] = (AgencyNoun.Noun, LevelKind.ById),
        ["agencyByCode"] = (AgencyNoun.Noun, LevelKind.ByCode),
    };
}
