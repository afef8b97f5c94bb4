using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Bindings;

namespace KGPlanGraph.Schema.Types.Localities;

internal static class LocalityType
{
    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Locality",
        Table = LocalityTable.Table,
        NaturalKey = new NaturalKey(LocalityTable.Code),
        Visible = Visibility.OutsideDrafts(LocalityTable.DraftPlanId),
        DefaultOrder = [Relation.By(LocalityTable.Code)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["code"] = new ColumnBinding(LocalityTable.Code),
            ["name"] = new ColumnBinding(LocalityTable.Name, LocalityTable.NameOrder),
            ["kind"] = new ColumnBinding(LocalityTable.Kind),
            ["parent"] = new ToOneBinding(new ToOne(LocalityTable.ParentId, LocalityTable.Table), () => Binding!),
        },
    };
}
