using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.LegalDocuments;
using KGPlanGraph.Schema.Types.Sections;
using KGPlanGraph.Schema.Types.Statistics;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.Plans;

internal static class PlanType
{
    private static readonly Link Cited = new(
        PlanLegalDocumentTable.Table, PlanLegalDocumentTable.PlanId, PlanLegalDocumentTable.LegalDocumentId);

    public static readonly TypeBinding Binding = new()
    {
        TypeName = "Plan",
        Table = PlanTable.Table,
        NaturalKey = new NaturalKey(PlanTable.Code),
        Visible = Visibility.OutsideDrafts(PlanTable.DraftPlanId),
        DefaultOrder = [Relation.By(PlanTable.Code)],
        Fields = new Dictionary<string, FieldBinding>
        {
            ["id"] = new IdBinding(),
            ["code"] = new ColumnBinding(PlanTable.Code) { IsUnique = true },
            ["title"] = new ColumnBinding(PlanTable.Title, PlanTable.TitleOrder),
            ["year"] = new ColumnBinding(PlanTable.Year),
            ["lastYear"] = new ColumnBinding(PlanTable.LastYear),
            ["documentType"] = new ColumnBinding(PlanTable.DocumentType),
            ["status"] = new ColumnBinding(PlanTable.Status),
            ["issuer"] = new ToOneBinding(new ToOne(PlanTable.IssuerId, AgencyTable.Table), () => AgencyType.Binding),
            ["signatory"] = new EmbeddedBinding(PlanTable.SignatoryName, new Dictionary<string, FieldBinding>
            {
                ["name"] = new ColumnBinding(PlanTable.SignatoryName),
                ["capacity"] = new ColumnBinding(PlanTable.SignatoryCapacity),
            }),
            ["documentNumber"] = new ColumnBinding(PlanTable.DocumentNumber),
            ["issuedOn"] = new ColumnBinding(PlanTable.IssuedOn),
            ["recipients"] = new ColumnBinding(PlanTable.Recipients),
            ["legalDocuments"] = new ListBinding(
                new ToMany(LegalDocumentTable.Table, LegalDocumentTable.Id, Cited), () => LegalDocumentType.Binding, Relation.ByPosition(Cited)),
            ["sections"] = new ListBinding(
                new ToMany(SectionTable.Table, SectionTable.PlanId), () => SectionType.Binding, Relation.By(SectionTable.DocumentOrder)),
            ["tasks"] = new ConnectionBinding(new ToMany(TaskTable.Table, TaskTable.PlanId), () => TaskType.Binding),
            ["statistics"] = StatisticsType.Of(new ToMany(StatisticsTable.Table, TaskTable.PlanId), isSingle: false),
            ["viewerCan"] = new PermissionsBinding(new(plan => plan), new Dictionary<string, MutationRule>
            {
                ["edit"] = PlanRules.Edit,
                ["publish"] = PlanRules.Publish,
                ["close"] = PlanRules.Close,
                ["discard"] = PlanRules.Discard,
            }),
            ["version"] = new ColumnBinding(PlanTable.Version),
            ["createdAt"] = new ColumnBinding(PlanTable.CreatedAt),
            ["updatedAt"] = new ColumnBinding(PlanTable.UpdatedAt),
        },
    };
}
