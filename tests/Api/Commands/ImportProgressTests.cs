using System.Collections.Concurrent;
using System.Text;
using KGPlanGraph.Api.Commands;
using Microsoft.Extensions.Time.Testing;

namespace KGPlanGraph.Tests.Api.Commands;

public class ImportProgressTests
{
    [Fact]
    public async Task A_long_step_is_told_while_it_runs_and_a_short_one_is_not()
    {
        var clock = new FakeTimeProvider();
        var error = new Lines();
        var progress = new ImportProgress(error, clock);
        var end = new TaskCompletionSource<int>();

        var shortStep = await progress.DuringAsync("Converting a.txt", () => Task.FromResult(1));
        var longStep = progress.DuringAsync("Converting b.pdf", () => end.Task);
        var before = error.Told.Count;
        while (error.Told.Count < 2)
        {
            // Another thread writes, and waits for the next second only behind its line.
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        end.SetResult(2);

        Assert.Equal((1, 2, 0), (shortStep, await longStep, before));
        Assert.All(error.Told, line => Assert.Matches(@"^Converting b\.pdf … \d+ s$", line));
    }

    [Fact]
    public async Task What_fails_in_a_step_is_thrown_as_it_is()
    {
        var progress = new ImportProgress(TextWriter.Null, TimeProvider.System);

        await Assert.ThrowsAsync<CommandFailure>(() => progress.DuringAsync<int>("Converting", () => throw new CommandFailure("no")));
    }

    [Theory]
    [InlineData(640, "640 bytes")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(12_897_485, "12.3 MiB")]
    public void A_size_is_told_in_the_unit_that_fits(long bytes, string told) => Assert.Equal(told, ImportProgress.Size(bytes));

    private sealed class Lines : TextWriter
    {
        public ConcurrentQueue<string> Told { get; } = [];

        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(string? value)
        {
            Told.Enqueue(value!);
            return Task.CompletedTask;
        }
    }
}
