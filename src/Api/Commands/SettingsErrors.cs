using KGPlanGraph.Api.Startup;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Commands;

/// <summary>
/// All faults of all settings at once, instead of the first one's stack trace. A setting is checked by an
/// <see cref="IValidateOptions{TOptions}"/> whose options are registered with <c>ValidateOnStart</c>.
/// </summary>
internal static class SettingsErrors
{
    /// <summary>Before the host is built: what it makes itself, such as loggers, throws at the first setting that it cannot read.</summary>
    /// <exception cref="CommandFailure">A setting is at fault; the message has a line for each.</exception>
    /// <param name="builder">With the checks that are quick.</param>
    /// <param name="addSlowChecks">Adds those that are worth their time only to tell their faults beside others: the host makes them at its start anyway.</param>
    internal static void ThrowIfAny(WebApplicationBuilder builder, Action? addSlowChecks = null)
    {
        builder.Services.AddSingleton<IValidateOptions<SettingsCheck.Checked>, SettingsCheck>();
        builder.Services.AddOptions<SettingsCheck.Checked>().ValidateOnStart();
        if (FaultsOf(builder).Count > 0)
        {
            addSlowChecks?.Invoke();
            throw new CommandFailure(Message(FaultsOf(builder)));
        }
    }

    private static List<string> FaultsOf(WebApplicationBuilder builder)
    {
        // A provider of its own, which makes nothing but the checks: the host's has loggers in it.
        using var services = builder.Services.BuildServiceProvider();
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return [];
        }
        catch (Exception e) when (FaultsIn(e).Any())
        {
            return [.. FaultsIn(e).Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>What the start says of settings that it refuses.</summary>
    internal static string Message(IEnumerable<string> faults) =>
        $"The settings are not valid; nothing was started.{string.Concat(faults.Select(fault => $"{Environment.NewLine}- {fault}"))}";

    /// <summary>The faults that an exception of the start tells; none where it is of another kind.</summary>
    internal static IEnumerable<string> FaultsIn(Exception e) => e switch
    {
        OptionsValidationException validation => validation.Failures,
        AggregateException { InnerExceptions: var all } when all.All(inner => inner is OptionsValidationException) => all.SelectMany(FaultsIn),
        _ => [],
    };
}
