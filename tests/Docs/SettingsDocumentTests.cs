using System.Text.RegularExpressions;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Docs;

/// <summary>The table of settings in docs/settings.md and what the sources read.</summary>
public sealed partial class SettingsDocumentTests
{
    // ASP.NET Core's own; what they do is its documentation's to say.
    private static readonly string[] Frameworks = ["Logging", "Kestrel", "Certificates", "Sqlite", "Npgsql", "Relational"];

    [Fact]
    public void Every_setting_that_the_product_reads_is_in_the_table()
    {
        var read = Read();
        Assert.Contains("GraphQL__MaxPageSize", read);
        Assert.Contains("Ide__Enabled", read);
        Assert.Contains("Authentication__RoleClaim", read);
        Assert.Empty(read.Except(Documented()));
    }

    [Fact]
    public void Every_setting_of_the_product_in_the_table_is_read()
    {
        var read = Read();
        var own = Documented().Where(name => name.StartsWith("GraphQL__", StringComparison.Ordinal) || name.StartsWith("Ide__", StringComparison.Ordinal));
        Assert.All(own, name => Assert.Contains(read, known => name == known || name.StartsWith(known + "__", StringComparison.Ordinal)));
    }

    private static HashSet<string> Read()
    {
        var sources = Directory.EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToList();
        var keys = sources.SelectMany(source => Key().Matches(source)).Select(match => match.Groups[1].Value)
            .Where(key => !Frameworks.Contains(key.Split(':')[0]) && !key.EndsWith(':'))
            .Concat(sources.SelectMany(source => InSection().Matches(source)).Select(match =>
                (match.Groups[1].Value == "bearer" ? AuthenticationSettings.BearerSectionName : AuthenticationSettings.SectionName) + ":" + match.Groups[2].Value))
            .Concat(typeof(GraphQLOptions).GetProperties().Select(property => $"{GraphQLOptions.Section}:{property.Name}"))
            .Append("ConnectionStrings:KGPlanGraph");
        var variables = sources.SelectMany(source => Variable().Matches(source)).Select(match => match.Groups[1].Value);
        return [.. keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal)), .. variables];
    }

    // A name that begins with "…" goes on where the one before it ends its last part; a number at the end is a list's.
    private static HashSet<string> Documented()
    {
        var names = new HashSet<string>();
        var lines = File.ReadLines(Repository.Path("docs/settings.md")).SkipWhile(line => line != "## Settings").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            var prefix = "";
            foreach (var name in Quoted().Matches(line.Split(" | ")[0]).Select(match => match.Groups[1].Value))
            {
                var whole = name.StartsWith('…') ? prefix + name[1..] : name;
                if (!name.StartsWith('…'))
                {
                    prefix = string.Join("__", whole.Split("__").SkipLast(1));
                }

                names.Add(whole.EndsWith("__0", StringComparison.Ordinal) ? whole[..^3] : whole);
                // The parts of a role's budget stand for the setting itself.
                if (whole.StartsWith("GraphQL__RoleBudgets__", StringComparison.Ordinal))
                {
                    names.Add("GraphQL__RoleBudgets");
                }
            }
        }

        return names;
    }

    [GeneratedRegex("\"([A-Z]\\w+(?::[A-Z]\\w*)+)\"")]
    private static partial Regex Key();

    [GeneratedRegex("\\b(section|bearer)(?:\\[|\\.GetSection\\()\"(\\w+)\"")]
    private static partial Regex InSection();

    [GeneratedRegex("\"(OTEL_\\w+)\"")]
    private static partial Regex Variable();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
