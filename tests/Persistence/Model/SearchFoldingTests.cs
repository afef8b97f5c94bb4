using System.Text;
using FsCheck;
using FsCheck.Xunit;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Tests.Persistence.Model;

public sealed class SearchFoldingTests
{
    [Theory]
    [InlineData("Cụm  Công\u00a0nghiệp", "cum cong nghiep")]
    [InlineData("ĐIỆN LỰC", "dien luc")]
    [InlineData(" Ưu tiên\n", "uu tien")]
    [InlineData("II.1.đ", "ii.1.d")]
    [InlineData("100% _x_", "100% _x_")]
    public void Case_diacritics_and_white_space_do_not_count(string text, string folded) => Assert.Equal(folded, SearchFolding.Fold(text));

    [Fact]
    public void Texts_of_an_object_stay_apart() => Assert.Equal("so\ncong thuong", SearchFolding.FoldAll(["Sở", null, "Công Thương"]));

    [Property]
    public bool Folding_twice_changes_nothing(NonNull<string> text) =>
        SearchFolding.Fold(SearchFolding.Fold(text.Get)) == SearchFolding.Fold(text.Get);

    [Fact]
    public void Half_a_surrogate_pair_is_a_letter_like_another() => Assert.Equal("a\uFFFDb", SearchFolding.Fold("A\uD800B"));

    [Property]
    public bool Composed_and_decomposed_text_fold_alike(NonNull<string> text) =>
        !IsWellFormed(text.Get) || SearchFolding.Fold(text.Get.Normalize(NormalizationForm.FormD)) == SearchFolding.Fold(text.Get.Normalize());

    // Half of a surrogate pair cannot be normalised.
    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
