using System.Runtime.CompilerServices;

namespace KGPlanGraph.Tests.Support;

/// <summary>Files of the work tree that tests read or run where they stand.</summary>
internal static class RepositoryFiles
{
    private static readonly string Folder = Root();

    /// <param name="path">From the repository's root, e.g. <c>deploy/backup</c>.</param>
    public static string PathOf(string path) => Path.Combine(Folder, path);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
