using System.Text.RegularExpressions;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Deploy;

/// <summary>The settings of the table in docs/settings.md, as environment variables.</summary>
internal static partial class KnownSettings
{
    public static HashSet<string> Read()
    {
        var table = File.ReadAllText(RepositoryFiles.PathOf("docs/settings.md")).Split("\n## Settings\n")[1].Split("\n## ")[0];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var section = "";
            foreach (var name in Name().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value))
            {
                // …__Last stands beside the one before it.
                var whole = name.StartsWith('…') ? section + name[1..] : name;
                if (!name.StartsWith('…'))
                {
                    section = whole[..Math.Max(0, whole.LastIndexOf("__", StringComparison.Ordinal))];
                }

                names.Add(whole);
            }
        }

        return names;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
