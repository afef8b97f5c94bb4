using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Authentication;
using KGPlanGraph.Tests.Support;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Faults;

/// <summary>Clocks that are set forward and back.</summary>
public sealed class ClockTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Server_whose_clock_is_set_follows_it_for_tokens_and_days_and_numbers_its_changes_on(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        var clock = new TestClock();
        await using var clocked = server.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
        using var http = clocked.CreateClient();
        var issuer = new DevelopmentIssuer(DevelopmentKeyFile.In(database.Options.ContentRoot), clock);
        var first = Issue();
        await AssertWritesAsync(http, first, "NOW");

        clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(http, first, FaultClient.Read)).Status);
        await AssertWritesAsync(http, Issue(), "AHEAD");

        clock.Advance(TimeSpan.FromDays(-401));
        await AssertWritesAsync(http, Issue(), "BEHIND");

        clock.Advance(TimeSpan.FromDays(1));
        await AssertWritesAsync(http, first, "AGAIN");
        Assert.Equal(0L, Convert.ToInt64(await database.ScalarAsync("SELECT max(sequence) - count(*) FROM changes"), null));

        string Issue() => issuer.Issue(Role.Admin, null, null, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Lease_of_a_server_that_died_holds_a_writer_up_for_3_seconds_whatever_the_databases_clock_says()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);
        var writer = database.Services.GetRequiredService<PlanWriter>();
        await SamplePlan.WriteAsync(writer, KGPlanGraph.Persistence.Model.PlanStatus.InForce);
        // As it is left by a clock that is then set back by a year.
        await database.ScalarAsync("INSERT INTO server_leases (server, good_until, heard_of) VALUES (gen_random_uuid(), now() + interval '1 year', 1)");

        var watch = Stopwatch.StartNew();
        await Writing.RenameAsync(writer, "A", "Sở khác");

        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(20));
        Assert.Equal(0L, await database.ScalarAsync("SELECT count(*) FROM server_leases"));
    }

    [Fact]
    public async Task Lease_that_a_clock_set_forward_makes_look_old_is_respected_all_the_same()
    {
        await using var database = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);
        await using var reading = database.Start();
        var writer = database.Services.GetRequiredService<PlanWriter>();
        await SamplePlan.WriteAsync(writer, KGPlanGraph.Persistence.Model.PlanStatus.InForce);
        var version = reading.GetRequiredService<DataVersion>();
        for (var round = 0; round < 20; round++)
        {
            long before = 0;
            await FaultClient.UntilAsync(() => Task.FromResult(version.TryGet(out before)));
            await database.ScalarAsync("UPDATE server_leases SET good_until = now() - interval '1 year'");
            await Writing.RenameAsync(writer, "A", $"Sở {round}");
            Assert.True(!version.TryGet(out var after) || after > before);
        }
    }

    private static async Task AssertWritesAsync(HttpClient http, string token, string code)
    {
        var (status, answer) = await AskAsync(
            http, token, $"mutation {{ createAgency(input: {{ code: \"{code}\", name: \"x\", kind: OTHER, idempotencyKey: \"{code}\" }}) {{ agency {{ code }} }} }}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains($"\"{code}\"", answer, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Answer)> AskAsync(HttpClient http, string token, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
