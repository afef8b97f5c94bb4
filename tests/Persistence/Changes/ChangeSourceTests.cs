using System.Reflection;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace KGPlanGraph.Tests.Persistence.Changes;

/// <summary>How a server hears of the commits of others.</summary>
public sealed class ChangeSourceTests
{
    public static TheoryData<Exception> Exceptions =>
    [
        new InvalidOperationException("unexpected"), new KeyNotFoundException(), new ObjectDisposedException("connection"), new OperationCanceledException(),
        new AggregateException(new FormatException()), new DatabaseUnavailableException("away", new IOException()), new IOException(), new TimeoutException(),
    ];

    [Theory, MemberData(nameof(Exceptions))]
    public async Task No_exception_ends_the_watching(Exception exception)
    {
        using var stop = new CancellationTokenSource();
        var source = new FailingSource(exception, failures: 12, stop);

        await source.FollowAsync(null!, stop.Token);

        Assert.Equal(13, source.Begun);
    }

    [Fact]
    public void A_lease_comes_with_the_newest_number_that_was_found_under_it()
    {
        var renewed = new LeasedVersion(5, 0).Renewed(until: 100, newest: 7);
        Assert.Equal(new LeasedVersion(7, 100), renewed);
        Assert.Equal(new LeasedVersion(8, 200), renewed.Heard(8).Renewed(until: 200, newest: 6));
        Assert.Equal(new LeasedVersion(7, 0), renewed.Lapsed());
        Assert.Equal((3L, 100L), (LeasedVersion.NumberIn(renewed.Restarted(3).Version), renewed.Restarted(3).GoodUntil));

        // Both in one reference: with a field for each, a thread could see the lease and not yet the number.
        Assert.DoesNotContain(
            typeof(LeasedVersion).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public), field => !field.IsInitOnly);
        Assert.Single(
            typeof(PostgresDataVersion).GetFields(BindingFlags.Instance | BindingFlags.NonPublic), field => field.FieldType == typeof(LeasedVersion));
    }

    private sealed class FailingSource(Exception exception, int failures, CancellationTokenSource stop) : ChangeSource(new ImpatientClock(), NullLogger.Instance)
    {
        public int Begun { get; private set; }

        public override Task FollowAsync(ICommitFollower follower, CancellationToken cancellationToken) => RepeatAsync(_ => WatchAsync(), null, cancellationToken);

        private async Task WatchAsync()
        {
            await Task.Yield();
            if (Begun++ < failures)
            {
                throw exception;
            }

            await stop.CancelAsync();
        }
    }
}
