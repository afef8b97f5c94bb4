using System.Globalization;

namespace KGPlanGraph.Tests.Schema.Paging;

/// <summary>The Vietnamese alphabetical order.</summary>
internal sealed class VietnameseComparer : IComparer<string>
{
    public static readonly VietnameseComparer Instance = new();

    private static readonly CompareInfo Vietnamese = CultureInfo.GetCultureInfo("vi").CompareInfo;

    public int Compare(string? x, string? y) => Vietnamese.Compare(x, y);
}
