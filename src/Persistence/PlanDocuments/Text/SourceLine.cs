namespace KGPlanGraph.Persistence.PlanDocuments.Text;

/// <summary>A line of the source in NFC and without markdown.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Wide">With its inner white space: runs of it part columns.</param>
/// <param name="Text">White space collapsed.</param>
/// <param name="IsHeading">A markdown heading at any level.</param>
/// <param name="IsBold">All of it is bold.</param>
internal readonly record struct SourceLine(int Number, string Wide, string Text, bool IsHeading, bool IsBold)
{
    public bool IsBlank => Text.Length == 0;

    /// <summary>The parts of a line that was set in columns or table cells.</summary>
    public IEnumerable<string> Columns()
    {
        int start = 0;
        for (int i = 0; i < Wide.Length; i++)
        {
            int end = i;
            while (i < Wide.Length && Wide[i] is ' ' or '\t') i++;
            if (i - end < 3 && (i == end || Wide.IndexOf('\t', end, i - end) < 0)) continue;
            if (end > start) yield return SourceText.Collapse(Wide[start..end]);
            start = i;
        }

        if (start < Wide.Length) yield return SourceText.Collapse(Wide[start..]);
    }
}
