using FsCheck;
using FsCheck.Xunit;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Tests.Persistence.Model;

public sealed class LabelOrderTests
{
    [Fact]
    public void Labels_sort_as_the_document_does()
    {
        string[] document =
        [
            "I", "I.1", "I.2", "II", "II.1", "II.1.a", "II.1.ă", "II.1.â", "II.1.b", "II.1.c", "II.1.d", "II.1.đ", "II.1.e", "II.1.ê", "II.1.g",
            "II.1.h", "II.1.i", "II.1.k", "II.1.o", "II.1.ô", "II.1.ơ", "II.1.u", "II.1.ư", "II.1.v", "II.1.y", "II.2", "II.9", "II.10", "II.10.a",
            "II.10.aa", "II.10.b", "III", "IV", "V", "IX", "X", "XL", "XC",
        ];

        Assert.Equal(document, document.Reverse().OrderBy(LabelOrder.Of, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("II.1.đ", "000002.000001.07")]
    [InlineData("1.2", "000001.000002")]
    [InlineData("III.3", "000003.000003")]
    [InlineData("II.2.1a", "000002.000002.00000101")]
    public void A_part_becomes_a_number_or_ranks_in_the_alphabet(string label, string key) => Assert.Equal(key, LabelOrder.Of(label));

    [Theory]
    [InlineData("IIII")]
    [InlineData("VX")]
    [InlineData("IC")]
    [InlineData("")]
    [InlineData("ii")]
    public void An_odd_numeral_is_none(string text) => Assert.False(LabelOrder.TryReadRoman(text, out _));

    [Theory]
    [InlineData("I", 1)]
    [InlineData("IV", 4)]
    [InlineData("XIX", 19)]
    [InlineData("MCMXCIV", 1994)]
    public void A_Roman_numeral_is_read(string text, int number)
    {
        Assert.True(LabelOrder.TryReadRoman(text, out var read));
        Assert.Equal(number, read);
    }

    [Fact]
    public void A_decomposed_label_sorts_where_the_composed_one_does() =>
        Assert.Equal(LabelOrder.Of("II.1.â"), LabelOrder.Of("II.1.â".Normalize(System.Text.NormalizationForm.FormD)));

    [Property]
    public bool Numbers_sort_by_value(PositiveInt left, PositiveInt right)
    {
        var (a, b) = (left.Get % 999_999, right.Get % 999_999);
        return Math.Sign(string.CompareOrdinal(LabelOrder.Of($"II.{a}"), LabelOrder.Of($"II.{b}"))) == a.CompareTo(b);
    }

    [Property]
    public bool Any_text_has_a_key(NonNull<string> label) => LabelOrder.Of(label.Get).All(letter => letter == '.' || char.IsAsciiDigit(letter));
}
