using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Faults;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence.Changes;

/// <summary>The connection by which a server on PostgreSQL hears of the commits of others.</summary>
public sealed class PostgresListenerTests : IAsyncLifetime
{
    private const string Backends = "SELECT string_agg(pid::text, ',' ORDER BY pid) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'";

    private readonly CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
    private TestDatabase test = null!;
    private ServiceProvider server = null!;
    private string[] othersBackends = [];

    private PlanWriter Writer => test.Services.GetRequiredService<PlanWriter>();

    private DataVersion Version => server.GetRequiredService<DataVersion>();

    private ChangeSignal Signal => server.GetRequiredService<ChangeSignal>();

    public async Task InitializeAsync()
    {
        test = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Postgres);
        await SamplePlan.WriteAsync(Writer, PlanStatus.InForce);
        server = test.Start();
        othersBackends = await BackendsAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await test.DisposeAsync();
        patience.Dispose();
    }

    [Fact]
    public async Task One_connection_tells_both_the_signal_and_the_version()
    {
        using var watch = Signal.Watch();
        await FaultClient.UntilAsync(() => Task.FromResult(Signal.Generation == 1));
        Assert.Equal(0L, await LeasesAsync());

        var before = await VersionAsync();
        Assert.Single(await OwnBackendsAsync());
        Assert.Equal(1L, await LeasesAsync());

        await AssertToldAsync(before, generation: 1);
        Assert.Single(await OwnBackendsAsync());

        await server.DisposeAsync();
        Assert.Equal(0L, await LeasesAsync());
    }

    [Fact]
    public async Task Who_follows_once_the_connection_stands_is_told_from_then_on()
    {
        var before = await VersionAsync();
        for (var generation = 1; generation <= 3; generation++)
        {
            var expected = generation;
            using var watch = Signal.Watch();
            await FaultClient.UntilAsync(() => Task.FromResult(Signal.Generation == expected));
            before = await AssertToldAsync(before, generation);
        }

        Assert.Single(await OwnBackendsAsync());
    }

    [Fact]
    public async Task After_a_lost_connection_both_hear_of_what_was_committed_meanwhile()
    {
        using var watch = Signal.Watch();
        var before = await VersionAsync();
        await FaultClient.UntilAsync(() => Task.FromResult(Signal.Generation == 1));

        await test.ScalarAsync($"SELECT pg_terminate_backend({Assert.Single(await OwnBackendsAsync())})");
        await FaultClient.UntilAsync(() => Task.FromResult(Signal.Generation == 2));

        await AssertToldAsync(before, generation: 2);
    }

    // A writer has waited until the version is heard of, or the lease has ended.
    private async Task<long> AssertToldAsync(long before, long generation)
    {
        var newest = (long)(await test.ScalarAsync("SELECT max(sequence) FROM changes"))!;
        await Writing.RenameAsync(Writer, "A", $"Sở {newest}");
        Assert.True(!Version.TryGet(out var version) || version > before);

        Assert.Equal((newest + 1, generation), await Signal.WaitPastAsync(newest, generation, patience.Token));
        return await VersionAsync();
    }

    private async Task<long> VersionAsync()
    {
        var version = 0L;
        await FaultClient.UntilAsync(() => Task.FromResult(Version.TryGet(out version)));
        return version;
    }

    private async Task<long> LeasesAsync() => (long)(await test.ScalarAsync("SELECT count(*) FROM server_leases"))!;

    private async Task<string[]> OwnBackendsAsync() => [.. (await BackendsAsync()).Except(othersBackends)];

    private async Task<string[]> BackendsAsync() => ((string)(await test.ScalarAsync(Backends))!).Split(',');
}
