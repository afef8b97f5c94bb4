using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Commands;

/// <summary>
/// All faults of all settings at once, instead of the first one's stack trace. A setting is checked by an
/// <see cref="IValidateOptions{TOptions}"/> whose options are registered with <c>ValidateOnStart</c>.
/// </summary>
internal static class SettingsErrors
{
    /// <exception cref="CommandFailure">A setting is at fault; the message has a line for each.</exception>
    internal static void ThrowIfAny(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (Exception e) when (FaultsIn(e).ToList() is { Count: > 0 } faults)
        {
            var lines = faults.Select(fault => $"{Environment.NewLine}- {fault}");
            throw new CommandFailure($"The settings are at fault; nothing was started.{string.Concat(lines)}", e);
        }
    }

    private static IEnumerable<string> FaultsIn(Exception e) => e switch
    {
        OptionsValidationException validation => validation.Failures,
        AggregateException { InnerExceptions: var all } when all.All(inner => inner is OptionsValidationException) => all.SelectMany(FaultsIn),
        _ => [],
    };
}
