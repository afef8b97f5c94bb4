using System.Globalization;
using KGPlanGraph.Schema.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Schema.Limits;

/// <summary>
/// Reads the section <c>GraphQL</c> and says everything that is wrong with it at once. The framework's binder is not used:
/// it throws at the first value that it cannot read, so that an administrator meets the faults one by one.
/// </summary>
internal sealed class GraphQLOptionsSetup(IConfiguration configuration) : IConfigureOptions<GraphQLOptions>, IValidateOptions<GraphQLOptions>
{
    private const int HardBatchLimit = 10;

    // An answer is one array while it is written, and twice as long while it grows.
    private const int HardResponseLimit = 512 * 1024 * 1024;
    private readonly List<string> faults = [];

    public void Configure(GraphQLOptions options)
    {
        faults.Clear();
        options.MaxPageSize = Integer(nameof(options.MaxPageSize), options.MaxPageSize, 1, 1_000);
        options.MaxDepth = Integer(nameof(options.MaxDepth), options.MaxDepth, 1, 100);
        options.MaxFieldCost = Integer(nameof(options.MaxFieldCost), (int)options.MaxFieldCost, 1, int.MaxValue);
        options.MaxTypeCost = Integer(nameof(options.MaxTypeCost), (int)options.MaxTypeCost, 1, int.MaxValue);
        options.RoleBudgets = Budgets(options);
        options.MaxBatchSize = Integer(nameof(options.MaxBatchSize), options.MaxBatchSize, 0, HardBatchLimit);
        options.MaxResponseBytes = Integer(nameof(options.MaxResponseBytes), options.MaxResponseBytes, 1, HardResponseLimit);
        options.MaxConcurrentRequests = Integer(nameof(options.MaxConcurrentRequests), options.MaxConcurrentRequests, 1, 100_000);
        options.MaxQueuedRequests = Integer(nameof(options.MaxQueuedRequests), options.MaxQueuedRequests, 0, 100_000);
        options.CostPerMinute = Integer(nameof(options.CostPerMinute), options.CostPerMinute, 0, int.MaxValue);
        options.ExecutionTimeout = Duration(nameof(options.ExecutionTimeout), options.ExecutionTimeout);
        options.OnlyPersisted = Switch(nameof(options.OnlyPersisted), options.OnlyPersisted);
        options.KeepAnswers = Switch(nameof(options.KeepAnswers), options.KeepAnswers);
        options.PersistedDocuments = Folder(nameof(options.PersistedDocuments));
    }

    public ValidateOptionsResult Validate(string? name, GraphQLOptions options) =>
        faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

    private Dictionary<Role, (double MaxFieldCost, double MaxTypeCost)> Budgets(GraphQLOptions options)
    {
        var budgets = new Dictionary<Role, (double, double)>();
        foreach (var section in configuration.GetSection($"{GraphQLOptions.Section}:{nameof(options.RoleBudgets)}").GetChildren())
        {
            if (!Enum.TryParse<Role>(section.Key, ignoreCase: true, out var role) || !Enum.IsDefined(role) || role == Role.None)
            {
                Fault(nameof(options.RoleBudgets), section.Key, "one of the roles READER, AGENCY, COORDINATOR, APPROVER, ADMIN", 0);
                continue;
            }

            var prefix = $"{nameof(options.RoleBudgets)}:{section.Key}:";
            budgets[role] = (
                Integer(prefix + nameof(options.MaxFieldCost), (int)options.MaxFieldCost, 1, int.MaxValue),
                Integer(prefix + nameof(options.MaxTypeCost), (int)options.MaxTypeCost, 1, int.MaxValue));
        }

        return budgets;
    }

    private string? Text(string setting) => configuration[$"{GraphQLOptions.Section}:{setting}"] is { Length: > 0 } text ? text : null;

    private int Integer(string setting, int otherwise, int least, int most)
    {
        if (Text(setting) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        return Fault(setting, text, $"a whole number from {least} to {most}", otherwise);
    }

    private TimeSpan Duration(string setting, TimeSpan otherwise)
    {
        if (Text(setting) is not { } text)
        {
            return otherwise;
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value > TimeSpan.Zero && value <= TimeSpan.FromHours(1))
        {
            return value;
        }

        return Fault(setting, text, "a duration up to one hour, such as 00:00:30", otherwise);
    }

    private bool Switch(string setting, bool otherwise)
    {
        if (Text(setting) is not { } text)
        {
            return otherwise;
        }

        return bool.TryParse(text, out var value) ? value : Fault(setting, text, "true or false", otherwise);
    }

    private string? Folder(string setting)
    {
        var text = Text(setting);
        return text is null || Directory.Exists(text) ? text : Fault(setting, text, "a folder that exists", (string?)null);
    }

    private T Fault<T>(string setting, string text, string wanted, T otherwise)
    {
        faults.Add($"{GraphQLOptions.Section}:{setting} is '{text}', but must be {wanted}.");
        return otherwise;
    }
}
