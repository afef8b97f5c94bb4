using System.Globalization;
using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Execution;

/// <summary>Documents come from callers, without number; what is kept of them is bounded by what it holds.</summary>
[Collection(TimedCollection.Name)]
public sealed class DocumentCacheTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private PlanServer server = null!;
    private DocumentCache cache = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:MaxFieldCost"] = "100000000", ["GraphQL:MaxTypeCost"] = "100000000" });
        cache = server.Services.GetRequiredService<DocumentCache>();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task What_all_hold_is_bounded_and_so_is_what_one_holds()
    {
        const string Wide = "query N$ { investmentItems(first: 1) { nodes { tasks { investmentItems { tasks { investmentItems { tasks { investmentItems { tasks { id } } } } } } } } } }";
        for (var number = 0; number < 600; number += 50)
        {
            await SendAsync(Wide, number, number + 50);
            Assert.InRange(cache.Bytes, 0, DocumentCache.MaxBytes);
        }

        // Kinds of callers and settings of conditions make a form each.
        var conditions = string.Join(' ', Enumerable.Range(0, 7).Select(flag => string.Create(CultureInfo.InvariantCulture, $"a{flag}: label @skip(if: $f{flag})")));
        var flags = string.Join(", ", Enumerable.Range(0, 7).Select(flag => string.Create(CultureInfo.InvariantCulture, $"$f{flag}: Boolean!")));
        var document = Wide.Replace("N$ {", $"Q({flags}) {{", StringComparison.Ordinal).Replace("{ id }", $"{{ id {conditions} }}", StringComparison.Ordinal);
        for (var setting = 0; setting < 128; setting++)
        {
            var variables = string.Join(',', Enumerable.Range(0, 7).Select(flag => $"\"f{flag}\":{((setting >> flag & 1) == 1 ? "true" : "false")}"));
            await ExecuteAsync(document, "{" + variables + "}");
            Assert.InRange(cache.Bytes, 0, DocumentCache.MaxBytes);
        }

        Assert.InRange(cache.Count, 1, DocumentCache.MaxDocuments);
    }

    private async Task SendAsync(string template, int from, int to)
    {
        for (var number = from; number < to; number++)
        {
            var document = template.Replace("$", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            await ExecuteAsync(document, "{}");
        }
    }

    private async Task ExecuteAsync(string document, string variables)
    {
        using var response = await server.Services.GetRequiredService<IGraphQLExecutor>().ExecuteAsync(
            new GraphQLRequest
            {
                Document = Encoding.UTF8.GetBytes(document),
                Variables = Encoding.UTF8.GetBytes(variables),
                Caller = new Caller("tester", null, Role.Reader, null, null),
            },
            CancellationToken.None);
        Assert.Null(response.ErrorCode);
    }
}
