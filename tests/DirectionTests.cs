using System.Reflection;

namespace KGPlanGraph.Tests;

/// <summary>Api → Schema → Persistence, and no way back.</summary>
public sealed class DirectionTests
{
    private static readonly Assembly s_persistence = typeof(KGPlanGraph.Persistence.IDatabase).Assembly;
    private static readonly Assembly s_schema = typeof(KGPlanGraph.Schema.Execution.IGraphQLExecutor).Assembly;
    private static readonly Assembly s_api = typeof(KGPlanGraph.Api.Commands.CommandLine).Assembly;

    [Fact]
    public void Persistence_knows_neither_GraphQL_nor_HTTP() =>
        Assert.DoesNotContain(References(s_persistence), name => name.StartsWith("KGPlanGraph.", StringComparison.Ordinal) || IsGraphQL(name) || IsHttp(name));

    [Fact]
    public void Schema_knows_Persistence_and_no_HTTP()
    {
        var references = References(s_schema);

        Assert.Equal(["KGPlanGraph.Persistence"], references.Where(name => name.StartsWith("KGPlanGraph.", StringComparison.Ordinal)));
        Assert.DoesNotContain(references, IsHttp);
    }

    [Fact]
    public void Api_knows_no_tables() =>
        Assert.DoesNotContain(References(s_api), name => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) || name is "Npgsql" or "Microsoft.Data.Sqlite");

    private static bool IsGraphQL(string name) => name.StartsWith("GraphQL", StringComparison.Ordinal);

    private static bool IsHttp(string name) => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name == "System.Net.Http";

    private static string[] References(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Order(StringComparer.Ordinal)];
}
