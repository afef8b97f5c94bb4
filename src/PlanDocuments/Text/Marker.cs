namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>What a line begins with: a Roman numeral, a number such as 2. or 2.1., a letter, or none of them.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Parts">The numeral's values, the letter's rank.</param>
/// <param name="Label">As it goes into a label: "II", "1", "đ".</param>
/// <param name="Rest">The line behind it.</param>
/// <param name="IsBracketed">A number closed by a bracket, as lists inside an item have it.</param>
internal readonly record struct Marker(MarkerKind Kind, IReadOnlyList<int> Parts, string Label, string Rest, bool IsBracketed = false)
{
    public static readonly Marker None = new(MarkerKind.None, [], "", "");

    /// <summary>How deep headings of this kind stand: parts, Roman numerals, numbers, numbers of numbers.</summary>
    public int Level => Kind switch
    {
        MarkerKind.Annex => -5,
        MarkerKind.Division => -4,
        MarkerKind.Chapter => -3,
        MarkerKind.Group => -2,
        MarkerKind.Article => -1,
        MarkerKind.Part => 0,
        MarkerKind.Roman => 1,
        _ => 1 + Parts.Count,
    };

    public int Last => Parts[^1];
}

/// <summary>What a line of the outline begins with.</summary>
internal enum MarkerKind
{
    None,

    /// <summary>Phụ lục</summary>
    Annex,

    /// <summary>Phần thứ nhất</summary>
    Division,

    /// <summary>Chương I</summary>
    Chapter,

    /// <summary>Mục 1 of a chapter</summary>
    Group,

    /// <summary>Điều 1</summary>
    Article,
    Part,
    Roman,
    Number,
    Letter,
}
