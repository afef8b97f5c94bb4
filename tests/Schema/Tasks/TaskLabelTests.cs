using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Tests.Schema.Tasks;

public sealed class TaskLabelTests
{
    [Theory]
    [InlineData("II.3.b", true)]
    [InlineData("II.3.đ", true)]
    [InlineData("II.3.aa", true)]
    [InlineData("II.3.12", true)]
    [InlineData("II.3", true)]
    [InlineData("II.3.-3", true)]
    [InlineData("II.3.II", true)]
    [InlineData("II.3.b.-1", true)]
    [InlineData("II.3.b.+2", true)]
    [InlineData("II.3.-", false)]
    [InlineData("II.3.b.-", false)]
    [InlineData("II.30.b", false)]
    [InlineData("II.3.", false)]
    [InlineData("II.3.b.1", false)]
    [InlineData("II.3.b)", false)]
    [InlineData("II.3.1234567", false)]
    [InlineData("b", false)]
    public void A_label_is_its_sections_with_one_item_behind_it(string label, bool belongs) => Assert.Equal(belongs, TaskLabel.BelongsTo(label, "II.3"));

    [Theory]
    [InlineData("PL II.A.2", "PL II.A", true)]
    [InlineData("PL.3", "PL", true)]
    [InlineData("C2.M1.Đ2.b", "C2.M1.Đ2", true)]
    [InlineData("PL II.A.2", "PL II.B", false)]
    public void A_label_of_an_annex_or_an_article_is_one_too(string label, string section, bool belongs) => Assert.Equal(belongs, TaskLabel.BelongsTo(label, section));
}
