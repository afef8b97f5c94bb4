using KGPlanGraph.Api.Startup;

namespace KGPlanGraph.Api.Commands;

/// <summary>Picks the command. None is typed: <c>serve</c>.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int NotUnderstood = 2;

    private static readonly ICommand[] Commands =
    [
        new ServeCommand(), new TokenCommand(), new SchemaCommand(), new ImportCommand(), new PersistCommand(), new MigrateCommand(), new RegisterCommand(), new TurnsCommand(), new HealthCommand(), new CheckTokenCommand(),
    ];

    /// <returns>The process's exit code.</returns>
    internal static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(argument => argument is "--help" or "-h" or "-?"))
        {
            await Console.Out.WriteLineAsync(Usage());
            return 0;
        }

        if (args is ["--version"])
        {
            await Console.Out.WriteLineAsync(ProductVersion.Line);
            return 0;
        }

        try
        {
            // Settings may stand in front: `dotnet run` puts the environment there.
            var settings = args.TakeWhile(argument => argument.StartsWith("--", StringComparison.Ordinal) && argument.Contains('=')).ToArray();
            var typed = args[settings.Length..];
            var named = typed is [var first, ..] && !first.StartsWith('-') ? first : null;
            var command = Commands.FirstOrDefault(command => command.Name == (named ?? "serve"))
                ?? throw new UsageException($"There is no command \"{named}\".");
            return await command.RunAsync(CommandInput.Parse(command, [.. settings, .. named is null ? typed : typed[1..]]));
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}{Environment.NewLine}{Environment.NewLine}{Usage()}");
            return NotUnderstood;
        }
        catch (InvalidDataException e) when (e.Message.StartsWith("Failed to load configuration", StringComparison.Ordinal))
        {
            // A settings file that cannot be read: the cause names the line.
            await Console.Error.WriteLineAsync(SettingsErrors.Message([$"{e.Message} {e.InnerException?.InnerException?.Message ?? e.InnerException?.Message}".Trim()]));
            return Failed;
        }
        catch (CommandFailure e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
    }

    private static string Usage()
    {
        var lines = Commands.Select(command => $"  {$"{command.Name} {command.Synopsis}".Trim()}{Environment.NewLine}      {command.Summary}");
        return $"Usage: KGPlanGraph.Api [COMMAND] [--Setting:Name=value …] | --version{Environment.NewLine}{string.Join(Environment.NewLine, lines)}";
    }
}

/// <summary>One command of the executable. Its file is all there is to it, but for its line in <see cref="CommandLine"/>.</summary>
internal interface ICommand
{
    /// <summary>As it is typed.</summary>
    string Name { get; }

    /// <summary>What follows the name: <c>FILE --code CODE [--dry-run]</c>.</summary>
    string Synopsis { get; }

    /// <summary>One line for the usage.</summary>
    string Summary { get; }

    /// <summary>How many plain arguments it takes, exactly.</summary>
    int Arguments => 0;

    /// <summary>How many more it takes.</summary>
    int OptionalArguments => 0;

    IReadOnlyList<CommandOption> Options => [];

    /// <returns>The process's exit code.</returns>
    Task<int> RunAsync(CommandInput input);
}

/// <summary>A command refuses, or cannot go on, for a reason that whoever typed it can act on: the message on standard error, exit 1.</summary>
internal sealed class CommandFailure(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The command line is not understood: usage on standard error, exit 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
