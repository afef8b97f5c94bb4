namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary><c>edges</c> or <c>nodes</c>: one piece of each row.</summary>
internal sealed class RowsPart(int piece) : ConnectionPart
{
    public override void Write(JsonBuffer json, in PageResult page)
    {
        json.Raw((byte)'[');
        var row = page.First;
        for (var written = 0; written < page.Count; written++)
        {
            if (written > 0)
                json.Raw((byte)',');
            json.Raw(page.Piece(row, piece));
            row = page.Next(row);
        }

        json.Raw((byte)']');
    }
}
