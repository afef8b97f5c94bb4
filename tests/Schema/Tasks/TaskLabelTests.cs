using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Tests.Schema.Tasks;

public sealed class TaskLabelTests
{
    [Theory]
    [InlineData("II.3.b", true)]
    [InlineData("II.3.đ", true)]
    [InlineData("II.3.aa", true)]
    [InlineData("II.3.12", true)]
    [InlineData("II.3", true)]
    [InlineData("II.30.b", false)]
    [InlineData("II.3.", false)]
    [InlineData("II.3.b.1", false)]
    [InlineData("II.3.b)", false)]
    [InlineData("II.3.1234567", false)]
    [InlineData("b", false)]
    public void A_label_is_its_sections_with_one_item_behind_it(string label, bool belongs) => Assert.Equal(belongs, TaskLabel.BelongsTo(label, "II.3"));
}
