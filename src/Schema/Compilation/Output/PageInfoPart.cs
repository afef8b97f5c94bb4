namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary><c>pageInfo</c>; cursors are a piece of each row.</summary>
internal sealed class PageInfoPart(IReadOnlyList<(string ResponseKey, PageInfoField Field)> fields, int cursorPiece) : ConnectionPart
{
    private readonly byte[][] names = ResponseNames.Of(fields.Select(field => field.ResponseKey));

    public override void Write(JsonBuffer json, in PageResult page)
    {
        json.Raw((byte)'{');
        for (var field = 0; field < names.Length; field++)
        {
            json.Raw(names[field]);
            switch (fields[field].Field)
            {
                case PageInfoField.HasNextPage:
                    json.Boolean(page.HasNextPage);
                    break;
                case PageInfoField.HasPreviousPage:
                    json.Boolean(page.HasPreviousPage);
                    break;
                case PageInfoField.StartCursor:
                    Cursor(json, page, 0);
                    break;
                case PageInfoField.EndCursor:
                    Cursor(json, page, page.Count - 1);
                    break;
                default:
                    json.Raw("\"PageInfo\""u8);
                    break;
            }
        }

        json.Raw((byte)'}');
    }

    private void Cursor(JsonBuffer json, in PageResult page, int position)
    {
        if (page.Count == 0)
        {
            json.Null();
            return;
        }

        var row = page.First;
        for (var passed = 0; passed < position; passed++)
            row = page.Next(row);
        json.Raw(page.Piece(row, cursorPiece));
    }
}
