using System.Reflection;
using System.Runtime.CompilerServices;

namespace KGPlanGraph.Tests;

/// <summary>Api → Schema → Persistence → PlanDocuments, and no way back; nor within a project.</summary>
public sealed class DirectionTests
{
    private static readonly Assembly PlanDocuments = typeof(KGPlanGraph.PlanDocuments.PlanDocument).Assembly;
    private static readonly Assembly Persistence = typeof(KGPlanGraph.Persistence.IDatabase).Assembly;
    private static readonly Assembly Schema = typeof(KGPlanGraph.Schema.Requests.IGraphQLExecutor).Assembly;
    private static readonly Assembly Api = typeof(KGPlanGraph.Api.Commands.CommandLine).Assembly;

    [Fact]
    public void PlanDocuments_knows_text_alone() =>
        Assert.DoesNotContain(References(PlanDocuments), name => name.StartsWith("KGPlanGraph.", StringComparison.Ordinal) || IsGraphQL(name) || IsHttp(name) || IsDatabase(name));

    [Fact]
    public void Persistence_knows_PlanDocuments_and_neither_GraphQL_nor_HTTP() =>
        Assert.DoesNotContain(
            References(Persistence), name => (name.StartsWith("KGPlanGraph.", StringComparison.Ordinal) && name != "KGPlanGraph.PlanDocuments") || IsGraphQL(name) || IsHttp(name));

    [Fact]
    public void Schema_knows_Persistence_and_no_HTTP()
    {
        var references = References(Schema);

        Assert.Equal(["KGPlanGraph.Persistence", "KGPlanGraph.PlanDocuments"], references.Where(name => name.StartsWith("KGPlanGraph.", StringComparison.Ordinal)));
        Assert.DoesNotContain(references, IsHttp);
    }

    [Fact]
    public void Api_knows_no_tables() =>
        Assert.DoesNotContain(References(Api), IsDatabase);

    /// <summary>Namespaces are layers too. One below another is part of it: the types of the schema refer to each other as the plan's objects do.</summary>
    [Theory]
    [InlineData("Schema")]
    [InlineData("Api")]
    [InlineData("PlanDocuments")]
    [InlineData("Persistence")]
    public void Namespaces_of_a_project_use_each_other_in_one_direction(string project)
    {
        var folder = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "src", project);
        var root = $"KGPlanGraph.{project}";
        var uses = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).StartsWith("obj", StringComparison.Ordinal))
            .Select(File.ReadAllLines)
            .SelectMany(lines => lines
                .Where(line => line.StartsWith($"using {root}.", StringComparison.Ordinal))
                .Select(line => (From: Layer(NamespaceOf(lines)), To: Layer(line["using ".Length..]))))
            .Where(use => use.From != use.To && use.From.Length > 0)
            .Distinct()
            .ToLookup(use => use.From, use => use.To);

        // Whoever uses nothing that is left goes, until nobody does: what is left then goes round in circles.
        var left = uses.Select(layer => layer.Key).ToHashSet();
        Assert.NotEmpty(left);
        while (left.RemoveWhere(layer => !uses[layer].Any(left.Contains)) > 0)
        {
        }

        Assert.Empty(left);

        // Program.cs has none, and belongs to the root.
        string NamespaceOf(string[] lines) =>
            lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..] ?? root;

        string Layer(string name) => name.TrimEnd(';') == root ? "" : name.TrimEnd(';')[(root.Length + 1)..].Split('.')[0];
    }

    private static string SourceFile([CallerFilePath] string file = "") => file;

    private static bool IsGraphQL(string name) => name.StartsWith("GraphQL", StringComparison.Ordinal);

    private static bool IsHttp(string name) => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "System.Net.Http";

    private static bool IsDatabase(string name) =>
        name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name is "Npgsql" or "Microsoft.Data.Sqlite";

    private static string[] References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Order(StringComparer.Ordinal)];
}
