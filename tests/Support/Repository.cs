using System.Runtime.CompilerServices;

namespace KGPlanGraph.Tests.Support;

/// <summary>The files that are tested as they lie in the repository.</summary>
internal static class Repository
{
    /// <summary>A file or folder.</summary>
    /// <param name="path">From the repository's root.</param>
    /// <param name="here">Not to be given.</param>
    public static string Path(string path, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", path));
}
