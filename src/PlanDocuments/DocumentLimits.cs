namespace KGPlanGraph.PlanDocuments;

/// <summary>How much of a document is read. Beyond it the document is refused with a line that says so, and is imported in parts.</summary>
public static class DocumentLimits
{
    /// <summary>Lines with something in them.</summary>
    public const int Lines = 50_000;

    /// <summary>Headings of the outline.</summary>
    public const int Sections = 3_000;

    /// <summary>Tasks.</summary>
    public const int Tasks = 3_000;

    /// <summary>Deadlines of all tasks together; what recurs counts as often as it does.</summary>
    public const int Deadlines = 20_000;

    /// <summary>Cited documents, places, and investment items, each.</summary>
    public const int Entries = 5_000;

    /// <summary>Warnings that are told one by one; the last says how many more there are.</summary>
    public const int Warnings = 5_000;

    /// <summary>
    /// The longest that a reading may take; a second of processor time is plenty for the longest document, so that only a server without
    /// any to spare needs more.
    /// </summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(20);

    internal static void Require(int count, int most, int line, string english, string vietnamese)
    {
        if (count > most)
        {
            throw new DocumentTooLargeException(line, new Wording(
                $"The document holds more than {most} {english}; import it in parts.", $"Văn bản có hơn {most} {vietnamese}; hãy nhập từng phần."));
        }
    }
}

/// <summary>The document holds more than is read.</summary>
internal sealed class DocumentTooLargeException(int line, Wording reason) : Exception(reason.English)
{
    public int Line { get; } = line;

    public Wording Reason { get; } = reason;
}
