using System.Reflection;
using System.Text;

namespace KGPlanGraph.Schema.Definition;

/// <summary>The .graphql files of this project as they were written, embedded in the assembly.</summary>
static class SchemaSources
{
    /// <summary>All files as one text, ordered by path without regard to the machine's culture.</summary>
    public static string Read()
    {
        var assembly = typeof(SchemaSources).Assembly;
        var files = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".graphql", StringComparison.Ordinal));
        var text = new StringBuilder(128 * 1024);
        foreach (var name in files.OrderBy(name => name.Replace('\\', '/'), StringComparer.Ordinal))
            text.Append(Read(assembly, name)).Append('\n');
        return text.ToString();
    }

    static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
