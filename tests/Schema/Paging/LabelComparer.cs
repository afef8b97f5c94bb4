namespace KGPlanGraph.Tests.Schema.Paging;

/// <summary>The order of labels in a document, for the labels that the tests' plans have: a numeral, then numbers and letters.</summary>
internal sealed class LabelComparer : IComparer<string>
{
    public static readonly LabelComparer Instance = new();

    private static readonly string[] Numerals = ["I", "II", "III", "IX"];

    private static readonly string[] Letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k"];

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x!.Split('.'), y!.Split('.'));
        for (var part = 0; part < Math.Min(left.Length, right.Length); part++)
        {
            if (Rank(left[part]) != Rank(right[part]))
            {
                return Rank(left[part]).CompareTo(Rank(right[part]));
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    // A number of six digits begins with 0, a letter's rank of two with 0 or 1: numbers come first.
    private static int Rank(string part) =>
        int.TryParse(part, out var number) ? number : Array.IndexOf(Numerals, part) is var numeral and >= 0 ? numeral : 1_000 + Array.IndexOf(Letters, part);
}
