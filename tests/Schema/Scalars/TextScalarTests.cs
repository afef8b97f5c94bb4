using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Scalars;

public sealed class TextScalarTests
{
    private static readonly StringScalar String = new();
    private static readonly IdScalar Id = new();

    [Fact]
    public void Text_that_no_database_keeps_is_refused()
    {
        string[] texts = ["\ud800", "a\udc00b", "\udc00\ud800", "a\0b"];

        Assert.All(texts, text => ScalarAssert.Refuses(String, text));
        Assert.All(texts, text => ScalarAssert.Refuses(Id, text));
    }

    [Fact]
    public void Text_keeps_every_other_character()
    {
        const string Text = "Ủy ban nhân dân \u0001\uffff 😀 e\u0302\u0301";

        Assert.Equal(Text, String.ParseValue(Text));
        Assert.Equal("😀", String.ParseLiteral(ScalarAssert.Literal("\"\\ud83d\\ude00\"")));
        Assert.False(String.CanParseLiteral(ScalarAssert.Literal("\"\\ud83d\"")));
    }

    [Fact]
    public void Id_is_text_however_it_is_sent()
    {
        Assert.Equal("7", Id.ParseLiteral(ScalarAssert.Literal("7")));
        Assert.Equal("99999999999999999999999", Id.ParseLiteral(ScalarAssert.Literal("99999999999999999999999")));
        Assert.Equal("7", Id.ParseValue(7));
        Assert.Equal("VGFzazox", Id.ParseValue("VGFzazox"));
        Assert.False(Id.CanParseLiteral(ScalarAssert.Literal("1.5")));
        Assert.False(Id.CanParseValue(1.5));
        Assert.False(Id.CanParseValue(true));
    }
}
