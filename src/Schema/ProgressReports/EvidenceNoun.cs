using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Nouns;
using KGPlanGraph.Schema.Nouns.Bindings;

namespace KGPlanGraph.Schema.ProgressReports;

internal static class EvidenceNoun
{
    public static readonly Noun Noun = new()
    {
        TypeName = "Evidence",
        Table = EvidenceTable.Table,
        Fields = new Dictionary<string, FieldBinding>
        {
            ["title"] = new ColumnBinding(EvidenceTable.Title),
            ["url"] = new ColumnBinding(EvidenceTable.Url),
            ["documentNumber"] = new ColumnBinding(EvidenceTable.DocumentNumber),
        },
    };
}
