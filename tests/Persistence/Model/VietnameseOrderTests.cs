using FsCheck;
using FsCheck.Xunit;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Tests.Persistence.Model;

public sealed class VietnameseOrderTests
{
    [Fact]
    public void Names_sort_by_the_Vietnamese_alphabet()
    {
        string[] names = ["An Biên", "Ấp Bắc", "Bến Nhứt", "Dương Đông", "Đảo", "Giồng Riềng", "Gò Quao", "Nam Du", "Ô Môn", "Phú Quốc", "U Minh Thượng", "Ưng"];

        Assert.Equal(names, names.Reverse().OrderBy(VietnameseOrder.Of, ByBytes));
    }

    [Fact]
    public void D_with_stroke_follows_d_and_precedes_e() =>
        Assert.Equal(["dz", "đa", "e"], new[] { "e", "đa", "dz" }.OrderBy(VietnameseOrder.Of, ByBytes));

    [Fact]
    public void Composed_and_decomposed_text_have_one_key() =>
        Assert.Equal(VietnameseOrder.Of("Kiên Lương"), VietnameseOrder.Of("Kiên Lương".Normalize(System.Text.NormalizationForm.FormD)));

    [Property]
    public bool A_key_fits_into_an_index(NonNull<string> text) => VietnameseOrder.Of(string.Concat(Enumerable.Repeat(text.Get, 50))).Length <= 1024;

    private static readonly IComparer<byte[]> ByBytes = Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));
}
