using System.Globalization;

namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// Sort keys of names, titles and headings: compared byte by byte they give the Vietnamese alphabetical order. They are made here and stored,
/// because the two engines do not agree on an order and SQLite has none.
/// </summary>
public static class VietnameseOrder
{
    // An index entry of PostgreSQL holds at most 2,704 bytes. What is cut off only tells texts apart that are equal for hundreds of letters.
    private const int MaxBytes = 1024;

    private static readonly CompareInfo Order = CultureInfo.GetCultureInfo("vi").CompareInfo;

    /// <summary>The sort key after ICU's <c>vi</c>, at most 1,024 bytes.</summary>
    public static byte[] Of(string text)
    {
        var key = Order.GetSortKey(text, CompareOptions.None).KeyData;
        return key.Length <= MaxBytes ? key : key[..MaxBytes];
    }
}
