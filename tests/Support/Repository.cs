using System.Runtime.CompilerServices;

namespace KGPlanGraph.Tests.Support;

/// <summary>The files that are tested as they lie in the repository.</summary>
internal static class Repository
{
    // Of this very file, wherever the call comes from.
    private static readonly string Root = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>A file or folder.</summary>
    /// <param name="path">From the repository's root.</param>
    public static string Path(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, path));

    private static string Here([CallerFilePath] string file = "") => file;
}
