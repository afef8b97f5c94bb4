namespace KGPlanGraph.Api.Commands;

/// <summary>What was typed behind a command's name.</summary>
internal sealed class CommandInput
{
    /// <summary>Host settings that ASP.NET Core's users write with a space: <c>--urls http://localhost:80</c>.</summary>
    private static readonly HashSet<string> HostSettings =
        new(["urls", "environment", "contentRoot", "webRoot", "applicationName", "http_ports", "https_ports", "https_port"], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, List<string>> options = [];
    private readonly List<string> arguments = [];
    private readonly List<string> settings = [];

    /// <summary>The plain arguments.</summary>
    internal IReadOnlyList<string> Arguments => arguments;

    /// <summary>ASP.NET Core's configuration arguments, for <c>WebApplication.CreateBuilder</c>.</summary>
    internal string[] Settings => [.. settings];

    /// <summary>The option's values; empty where it was not given.</summary>
    internal IReadOnlyList<string> ValuesOf(string option) => options.GetValueOrDefault(option) ?? [];

    /// <summary>The option's value; null where it was not given.</summary>
    internal string? ValueOf(string option) => ValuesOf(option) is [.., var value] ? value : null;

    internal bool Has(string option) => options.ContainsKey(option);

    /// <exception cref="UsageException">Something in <paramref name="args"/> is not <paramref name="command"/>'s.</exception>
    internal static CommandInput Parse(ICommand command, ReadOnlySpan<string> args)
    {
        var input = new CommandInput();
        while (args is [var first, .. var rest])
        {
            args = first.StartsWith('-') ? input.TakeOption(command, first, rest) : input.TakeArgument(command, first, rest);
        }

        return input.arguments.Count >= command.Arguments
            ? input
            : throw new UsageException($"{command.Name} {command.Synopsis}: an argument is missing.");
    }

    private ReadOnlySpan<string> TakeArgument(ICommand command, string argument, ReadOnlySpan<string> rest)
    {
        if (arguments.Count == command.Arguments + command.OptionalArguments)
        {
            throw new UsageException($"{command.Name} does not take the argument \"{argument}\".");
        }

        arguments.Add(argument);
        return rest;
    }

    /// <returns>What stands behind the option and its values.</returns>
    private ReadOnlySpan<string> TakeOption(ICommand command, string typed, ReadOnlySpan<string> rest)
    {
        var (name, value) = typed.IndexOf('=') is > 0 and var sign ? (typed[..sign], typed[(sign + 1)..]) : (typed, null);
        if (command.Options.FirstOrDefault(option => option.Name == name) is not { } option)
        {
            return TakeSetting(command, typed, name, value, rest);
        }

        if (!options.TryGetValue(name, out var values))
        {
            options[name] = values = [];
        }
        else if (option.Takes != OptionValue.Many)
        {
            throw new UsageException($"{name} is given twice.");
        }

        if (option.Takes == OptionValue.None)
        {
            return value is null ? rest : throw new UsageException($"{name} takes no value.");
        }

        if (value is not null)
        {
            values.Add(value);
            return rest;
        }

        var atMost = option.Takes == OptionValue.One ? 1 : rest.Length;
        var count = 0;
        while (count < atMost && count < rest.Length && !rest[count].StartsWith('-'))
        {
            values.Add(rest[count++]);
        }

        return count > 0 ? rest[count..] : throw new UsageException($"{name} needs a value.");
    }

    /// <summary>Settings go to ASP.NET Core: <c>--Any:Key=value</c>, <c>--Any:Key value</c>, <c>--urls value</c>. A bare word is a typing error.</summary>
    private ReadOnlySpan<string> TakeSetting(ICommand command, string typed, string name, string? value, ReadOnlySpan<string> rest)
    {
        var isSetting = name.StartsWith("--", StringComparison.Ordinal) && name.Length > 2
            && (name.Contains(':', StringComparison.Ordinal) || HostSettings.Contains(name[2..]) || (value is not null && command is ServeCommand));
        if (!isSetting)
        {
            throw new UsageException($"{command.Name} has no option {name}.");
        }

        settings.Add(typed);
        if (value is not null)
        {
            return rest;
        }

        if (rest is not [var next, .. var behind] || next.StartsWith("--", StringComparison.Ordinal))
        {
            throw new UsageException($"{name} needs a value.");
        }

        settings.Add(next);
        return behind;
    }
}

/// <param name="Name">With its dashes.</param>
/// <param name="Takes">What stands behind it.</param>
internal sealed record CommandOption(string Name, OptionValue Takes);

/// <summary>How many values an option takes.</summary>
internal enum OptionValue
{
    None,
    One,

    /// <summary>One or more, and the option may stand repeatedly.</summary>
    Many,
}
