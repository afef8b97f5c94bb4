using System.Reflection;
using System.Runtime.CompilerServices;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Tests.Schema.Errors;

public sealed class ErrorDocumentTests
{
    [Fact]
    public void Every_code_is_explained_and_no_other()
    {
        var codes = typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var explained = File.ReadLines(Document()).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(codes.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    private static string Document([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "errors.md");
}
