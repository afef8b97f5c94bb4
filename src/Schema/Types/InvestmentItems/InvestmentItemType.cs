using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Localities;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.InvestmentItems;

/// <summary>The interface InvestmentItem and its three types, which share a table.</summary>
internal static class InvestmentItemType
{
    private static readonly Link Places = new(
        InvestmentItemLocalityTable.Table, InvestmentItemLocalityTable.ItemId, InvestmentItemLocalityTable.LocalityId);

    private static readonly Link Naming = new(TaskInvestmentItemTable.Table, TaskInvestmentItemTable.ItemId, TaskInvestmentItemTable.TaskId);

    private static readonly Link Partnering = new(
        InvestmentProjectPartnerTable.Table, InvestmentProjectPartnerTable.ItemId, InvestmentProjectPartnerTable.AgencyId);

    /// <summary>The tasks that name an item.</summary>
    public static readonly ToMany Tasks = new(TaskTable.Table, TaskTable.Id, Naming);

    public static readonly TypeBinding Zone = Kind("IndustrialZone", InvestmentItemKind.IndustrialZone, new()
    {
        ["phase"] = new ColumnBinding(InvestmentItemTable.Phase),
        ["occupancyPercent"] = new ColumnBinding(InvestmentItemTable.OccupancyPercent),
    });

    public static readonly TypeBinding Cluster = Kind("IndustrialCluster", InvestmentItemKind.IndustrialCluster, new()
    {
        ["infrastructureInvestor"] = new ColumnBinding(InvestmentItemTable.InfrastructureInvestor),
        ["isPilot"] = new ColumnBinding(InvestmentItemTable.IsPilot),
    });

    public static readonly TypeBinding Project = Kind("InvestmentProject", InvestmentItemKind.InvestmentProject, new()
    {
        ["sector"] = new ColumnBinding(InvestmentItemTable.Sector),
        ["partners"] = new ListBinding(
            new ToMany(AgencyTable.Table, AgencyTable.Id, Partnering), () => AgencyType.Binding, Relation.ByPosition(Partnering)),
    });

    public static readonly TypeBinding Any = Kind("InvestmentItem", default, [], Zone, Cluster, Project);

    private static TypeBinding Kind(string typeName, InvestmentItemKind kind, Dictionary<string, FieldBinding> own, params TypeBinding[] possibleTypes) => new()
    {
        TypeName = typeName,
        Table = InvestmentItemTable.Table,
        NaturalKey = new NaturalKey(InvestmentItemTable.Code),
        KindColumn = InvestmentItemTable.Kind,
        Kind = (short)kind,
        PossibleTypes = possibleTypes,
        Visible = Visibility.OutsideDrafts(InvestmentItemTable.DraftPlanId),
        DefaultOrder = [Relation.By(InvestmentItemTable.Code)],
        Folded = InvestmentItemTable.Folded,
        Fields = new Dictionary<string, FieldBinding>(own)
        {
            ["id"] = new IdBinding(),
            ["code"] = new ColumnBinding(InvestmentItemTable.Code),
            ["name"] = new ColumnBinding(InvestmentItemTable.Name, InvestmentItemTable.NameOrder),
            ["stage"] = new ColumnBinding(InvestmentItemTable.Stage),
            ["managingAgency"] = new ToOneBinding(
                new ToOne(InvestmentItemTable.ManagingAgencyId, AgencyTable.Table), () => AgencyType.Binding),
            ["localities"] = new ListBinding(
                new ToMany(LocalityTable.Table, LocalityTable.Id, Places), () => LocalityType.Binding, Relation.ByPosition(Places)),
            ["tasks"] = new ListBinding(
                Tasks, () => TaskType.Binding, Relation.By(TaskTable.DocumentOrder)),
            ["areaHectares"] = new ColumnBinding(InvestmentItemTable.AreaHectares),
            ["capitalVnd"] = new ColumnBinding(InvestmentItemTable.CapitalVnd),
            ["callsForInvestment"] = new ColumnBinding(InvestmentItemTable.CallsForInvestment),
            ["note"] = new ColumnBinding(InvestmentItemTable.Note),
            ["version"] = new ColumnBinding(InvestmentItemTable.Version),
            ["createdAt"] = new ColumnBinding(InvestmentItemTable.CreatedAt),
            ["updatedAt"] = new ColumnBinding(InvestmentItemTable.UpdatedAt),
        },
    };
}
