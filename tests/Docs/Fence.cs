namespace KGPlanGraph.Tests.Docs;

/// <summary>A fenced block of a document.</summary>
/// <param name="Info">The words behind the fence: the language, and what the block is.</param>
/// <param name="Text">Its lines.</param>
public sealed record Fence(string Info, string Text)
{
    private static readonly string[] Shells = ["sh", "bash", "shell", "console", "zsh"];

    /// <summary>A GraphQL request, whose first line names who sends it.</summary>
    public bool IsOperation => Info == "graphql";

    /// <summary>Commands that ask the server.</summary>
    public bool IsCommands => Info == "sh" && Text.Contains("curl", StringComparison.Ordinal);

    /// <summary>What the fence before it prints.</summary>
    public bool IsOutput => Info is "json" or "text";

    /// <summary>A file that the chapter's requests use; its name is the second word.</summary>
    public string? FileName => Info.Split(' ') is [_, var name] && name.Contains('.') ? name : null;

    /// <summary>Why the block would be a request that no test runs; null where all is well.</summary>
    public string? Fault => Info.Split(' ') switch
    {
        ["http", ..] => "Requests in HTTP's own words are not run; use sh with curl, or graphql.",
        [var shell] when shell != "sh" && Shells.Contains(shell) && Text.Contains("curl", StringComparison.Ordinal) => "Call it sh.",
        // For addresses that are none of the test's.
        ["sh", "elsewhere"] when Text.Contains("localhost:5080", StringComparison.Ordinal) => "localhost:5080 is the server of the test: sh, without elsewhere.",
        _ when IsCommands && !Text.Contains("localhost:5080", StringComparison.Ordinal) => "Ask http://localhost:5080, or fence it as: sh elsewhere",
        _ => null,
    };
}
