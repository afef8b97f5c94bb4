using System.Diagnostics;
using System.Text.Json;

namespace KGPlanGraph.Consumer;

/// <summary>Makes the full copy, then keeps it in step. What it has done it has noted, so it can be ended at any moment.</summary>
internal sealed class Follower(PlanServer server, Copy copy)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Runs for ever, or, with <paramref name="once"/>, until it has caught up.</summary>
    public async Task<int> RunAsync(bool once)
    {
        var pause = FirstPause;
        while (true)
        {
            long? listening = null;
            Exception fault;
            try
            {
                await CatchUpAsync();
                if (once)
                {
                    return 0;
                }

                listening = Stopwatch.GetTimestamp();
                await FollowAsync();
                fault = new IOException("The server has ended the event stream.");
            }
            catch (RefusalException refusal) when (copy.Cursor is not null && refusal.Code is "HC0078" or "CHANGES_LOST")
            {
                // The database was restored from a backup: the copy begins anew.
                copy.ForgetCursor();
                fault = refusal;
            }
            catch (RefusalException refusal)
            {
                await Console.Error.WriteLineAsync($"The server refuses: {refusal.Message}");
                return 1;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException or JsonException)
            {
                fault = broken;
            }

            // Only a stream that has held says that all is well: a server may give exports and end every stream at once.
            pause = listening is { } since && Stopwatch.GetElapsedTime(since) > LongestPause ? FirstPause : pause;
            // Not all at once, where many wait for the same server.
            var wait = (fault as BusyException)?.RetryAfter ?? pause * (0.5 + Random.Shared.NextDouble());
            await Console.Error.WriteLineAsync($"Trying again in {wait.TotalSeconds:0.#} s: {fault.Message}");
            await Task.Delay(wait);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private Task CatchUpAsync() => copy.WriteAsync(copy.Cursor is null, server.ExportAsync(copy.Cursor));

    // Listening begins before the look, so that nothing can fall between the two.
    private async Task FollowAsync()
    {
        using var events = await server.ListenAsync();
        var line = events.ReadLineAsync();
        while (true)
        {
            await CatchUpAsync();
            try
            {
                while (await line.WaitAsync(LongestSilence) is { } text)
                {
                    line = events.ReadLineAsync();
                    if (text.StartsWith("event: next", StringComparison.Ordinal))
                    {
                        break;
                    }
                }
            }
            catch (TimeoutException)
            {
                // Nothing heard: have a look all the same.
                continue;
            }

            if (line.IsCompletedSuccessfully && await line is null)
            {
                return;
            }
        }
    }
}
