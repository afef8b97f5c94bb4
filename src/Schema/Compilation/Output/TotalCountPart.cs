namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary><c>totalCount</c>.</summary>
internal sealed class TotalCountPart : ConnectionPart
{
    public override void Write(JsonBuffer json, in PageResult page) => json.Number(page.Total);
}
