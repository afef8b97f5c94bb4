using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;

namespace KGPlanGraph.Schema.Types.LegalDocuments;

internal static class LegalDocumentType
{
    public static readonly TypeBinding Binding = new()
    {
        TypeName = "LegalDocument",
        Table = LegalDocumentTable.Table,
        Visible = Visibility.OutsideDrafts(LegalDocumentTable.DraftPlanId),
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["number"] = new ColumnBinding(LegalDocumentTable.Number),
            ["title"] = new ColumnBinding(LegalDocumentTable.Title),
            ["issuedOn"] = new ColumnBinding(LegalDocumentTable.IssuedOn),
            ["issuer"] = new ToOneBinding(new ToOne(LegalDocumentTable.IssuerId, AgencyTable.Table), () => AgencyType.Binding),
        },
    };
}
