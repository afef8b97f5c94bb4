using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>The errors of this folder. Hot Chocolate, too, answers its parser's limits as syntax errors.</summary>
internal static class LimitErrors
{
    public static GraphQLError Syntax(string english, string vietnamese) => new(ErrorCodes.DocumentSyntax, new(english, vietnamese));

    /// <param name="text">The document.</param>
    /// <param name="offset">Where in <paramref name="text"/>, in bytes.</param>
    public static GraphQLError Syntax(ReadOnlySpan<byte> text, int offset, string english, string vietnamese) =>
        Syntax(english, vietnamese) with { Locations = [Place(text, offset)] };

    public static GraphQLError TooMuch(GraphQLDocument document, ASTNode node, string english, string vietnamese) =>
        new(ErrorCodes.InvalidRequest, new(english, vietnamese)) { Locations = [Place(document, node)] };

    public static GraphQLError TooDeep(GraphQLDocument document, ASTNode node, int maxDepth, string english, string vietnamese) =>
        new(ErrorCodes.TooDeep, new(english, vietnamese))
        {
            Locations = [Place(document, node)],
            Extensions = [new("maxDepth", maxDepth)],
        };

    public static GraphQLError TooManyBytes(int maxResponseBytes) => new(ErrorCodes.TooCostly, new(
        $"The response has more than {maxResponseBytes} bytes; request less at once: smaller pages, fewer fields or lists.",
        $"Dữ liệu trả về vượt quá {maxResponseBytes} byte; hãy yêu cầu ít dữ liệu hơn mỗi lần: giảm số phần tử mỗi trang, giảm số trường hoặc danh sách."))
    {
        Extensions = [new("maxResponseBytes", maxResponseBytes)],
    };

    private static (int Line, int Column) Place(GraphQLDocument document, ASTNode node)
    {
        var location = Location.FromLinearPosition(document.Source, node.Location.Start);
        return (location.Line, location.Column);
    }

    private static (int Line, int Column) Place(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..offset];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, System.Text.Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
