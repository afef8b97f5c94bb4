using System.Text.RegularExpressions;

namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>Names of enum members as GraphQL writes them: InProgress is IN_PROGRESS.</summary>
internal static partial class EnumNames
{
    public static string Of(Enum member) => Capital().Replace(member.ToString(), "_$0").ToUpperInvariant();

    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(member => Of(member))];

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
