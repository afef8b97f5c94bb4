using System.Collections.Concurrent;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Authentication;

/// <summary>
/// Warns of good tokens that may do less than whoever issues them expects: without a known role, or for an agency that the register lacks. Once for each
/// subject or code, and for the first ones alone: a provider that is set up wrong sends such tokens with every request.
/// </summary>
internal sealed partial class CallerWarnings(ILogger<CallerWarnings> logger, AgencyRegister? agencies = null)
{
    internal const int MaxWarnings = 100;

    private const int MaxCodes = 10_000;

    private readonly ConcurrentDictionary<string, byte> subjects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> codes = new(StringComparer.Ordinal);
    private int unknownCodes;

    public void Look(Caller caller)
    {
        if (caller.Roles == Role.None)
        {
            var subject = caller.Subject ?? "";
            if (subjects.Count < MaxWarnings && subjects.TryAdd(subject, 0))
            {
                LogNoRole(logger, subject);
            }
        }
        else if (agencies is not null && caller.ActingFor is { } code && !codes.ContainsKey(code) && codes.Count < MaxCodes && codes.TryAdd(code, 0))
        {
            // The request does not wait for it.
            _ = LookUpAsync(agencies, code, caller.Subject);
        }
    }

    private async Task LookUpAsync(AgencyRegister agencies, string code, string? subject)
    {
        await Task.Yield();
        switch (await agencies.HoldsAsync(code, CancellationToken.None))
        {
            case null:
                // Asked once more with the next request.
                codes.TryRemove(code, out _);
                break;
            case false when Interlocked.Increment(ref unknownCodes) <= MaxWarnings:
                LogNoAgency(logger, subject, code);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Warning,
        "A token of {Subject} is valid but has no role that this service knows, so it has no rights; see Authentication:RoleClaim and check-token")]
    static partial void LogNoRole(ILogger logger, string subject);

    [LoggerMessage(2, LogLevel.Warning,
        "A token of {Subject} is for the agency {Agency}, which is not in the register, so it acts for no agency; see Authentication:AgencyClaim and createAgency")]
    static partial void LogNoAgency(ILogger logger, string? subject, string agency);
}
