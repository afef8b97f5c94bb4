using System.Text;

namespace KGPlanGraph.Tests.Schema.Paging;

/// <summary>Code point by code point, which is byte by byte in UTF-8.</summary>
internal sealed class CodePointComparer : IComparer<string>
{
    public static readonly CodePointComparer Instance = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
}
