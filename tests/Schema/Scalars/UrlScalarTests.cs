using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Scalars;

public sealed class UrlScalarTests
{
    private static readonly UrlScalar Url = new();

    [Theory]
    [InlineData("https://kiengiang.gov.vn/bao-cao.pdf")]
    [InlineData("http://127.0.0.1:8080/a?b=c#d")]
    [InlineData("https://ví-dụ.vn/kế-hoạch")]
    [InlineData("ftp://example.org/x")]
    [InlineData("urn:isbn:0451450523")]
    public void Url_takes_absolute_addresses_and_gives_them_back_as_written(string text)
    {
        Assert.Equal(text, Url.Serialize(Url.ParseValue(text)));
        Assert.Equal(text, Url.Serialize(Url.ParseLiteral(ScalarAssert.Literal($"\"{text}\""))));
    }

    [Theory]
    [InlineData("/tmp/report.pdf")]
    [InlineData("report.pdf")]
    [InlineData("//example.org/x")]
    [InlineData("https://")]
    [InlineData("https://a b/")]
    [InlineData(" https://example.org")]
    [InlineData("https://example.org/\n")]
    [InlineData("https://example.org/\0")]
    [InlineData("")]
    public void Url_refuses_everything_else(string text) => ScalarAssert.Refuses(Url, text);

    [Fact]
    public void Url_refuses_half_a_surrogate_pair()
    {
        // Not as inline data: an attribute's text is UTF-8 and would lose it.
        ScalarAssert.Refuses(Url, "https://example.org/\ud800");
        ScalarAssert.Refuses(Url, "https://\udc00.org/");
    }
}
