using System.Text.RegularExpressions;

namespace KGPlanGraph.Schema.Tasks;

/// <summary>Where a task may stand in the outline.</summary>
internal static partial class TaskLabel
{
    /// <summary>
    /// Whether the label is the section's with one item behind it (II.3 → II.3.b, II.3.12), or the section's own, where the section as a whole is a task.
    /// </summary>
    public static bool BelongsTo(string label, string sectionLabel) =>
        label == sectionLabel || (label.StartsWith(sectionLabel + ".", StringComparison.Ordinal) && Item().IsMatch(label[(sectionLabel.Length + 1)..]));

    // A letter, or two after "y"; or a number of as many digits as a sort key keeps.
    [GeneratedRegex(@"^(\p{L}{1,2}|[0-9]{1,6})\z")]
    private static partial Regex Item();
}
