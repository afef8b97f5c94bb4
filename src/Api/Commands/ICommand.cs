namespace KGPlanGraph.Api.Commands;

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

    IReadOnlyList<CommandOption> Options => [];

    /// <returns>The process's exit code.</returns>
    Task<int> RunAsync(CommandInput input);
}
