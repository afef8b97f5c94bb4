using System.Reflection;

namespace KGPlanGraph.Tests;

/// <summary>Api → Schema → Persistence → PlanDocuments, and no way back.</summary>
public sealed class DirectionTests
{
    private static readonly Assembly PlanDocuments = typeof(KGPlanGraph.PlanDocuments.PlanDocument).Assembly;
    private static readonly Assembly Persistence = typeof(KGPlanGraph.Persistence.IDatabase).Assembly;
    private static readonly Assembly Schema = typeof(KGPlanGraph.Schema.Execution.IGraphQLExecutor).Assembly;
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

    private static bool IsGraphQL(string name) => name.StartsWith("GraphQL", StringComparison.Ordinal);

    private static bool IsHttp(string name) => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "System.Net.Http";

    private static bool IsDatabase(string name) =>
        name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name is "Npgsql" or "Microsoft.Data.Sqlite";

    private static string[] References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Order(StringComparer.Ordinal)];
}
