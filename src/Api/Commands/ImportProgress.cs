using System.Globalization;

namespace KGPlanGraph.Api.Commands;

/// <summary>What is told on standard error while a step of an import takes long. A step that is over within a second says nothing.</summary>
internal sealed class ImportProgress(TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Next = TimeSpan.FromSeconds(5);

    /// <param name="step">In words: "Converting plan.pdf (12.3 MiB)".</param>
    /// <param name="work">Runs on another thread, since a conversion holds the one that starts it.</param>
    public async Task<T> DuringAsync<T>(string step, Func<Task<T>> work)
    {
        var begun = clock.GetTimestamp();
        var running = Task.Run(work);
        for (var wait = First; ; wait = Next)
        {
            using var ended = new CancellationTokenSource();
            var tick = Task.Delay(wait, clock, ended.Token);
            if (await Task.WhenAny(running, tick) == running)
            {
                await ended.CancelAsync();
                return await running;
            }

            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{step} … {clock.GetElapsedTime(begun).TotalSeconds:0} s"));
        }
    }

    /// <summary>"12.3 MiB", "640 bytes"</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MiB"),
    };
}
