using System.Globalization;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Compilation;

public sealed class JsonBufferTests
{
    [Fact]
    public void A_text_reads_back_as_it_was_whether_it_came_as_characters_or_as_bytes()
    {
        var random = new Random(22);
        for (var round = 0; round < 500; round++)
        {
            var text = WorldTexts.Long(random) + (char)random.Next(0x20) + WorldTexts.Short(random);
            Assert.Equal(text, JsonSerializer.Deserialize<string>(Written(json => json.String(text))));
            Assert.Equal(Written(json => json.String(text)), Written(json => json.String(Encoding.UTF8.GetBytes(text))));
        }
    }

    [Theory]
    [InlineData(""), InlineData("\""), InlineData("\\"), InlineData("\0"), InlineData("\n\r\t\b\f\u001f"), InlineData("ệ"), InlineData("𠮷")]
    public void A_short_text_reads_back_too(string text)
    {
        Assert.Equal(text, JsonSerializer.Deserialize<string>(Written(json => json.String(Encoding.UTF8.GetBytes(text)))));
    }

    [Theory]
    [InlineData("2022-05-12T08:30:00.0000000Z", "\"2022-05-12T08:30:00.000Z\"")]
    [InlineData("2022-05-12T08:30:00.1230000Z", "\"2022-05-12T08:30:00.123Z\"")]
    [InlineData("2022-05-12T08:30:00.1234560Z", "\"2022-05-12T08:30:00.123456Z\"")]
    [InlineData("0001-01-01T00:00:00.0000000Z", "\"0001-01-01T00:00:00.000Z\"")]
    public void An_instant_is_as_fine_as_it_was_stored(string instant, string json)
    {
        var utc = DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        Assert.Equal(json, Encoding.UTF8.GetString(Written(buffer => buffer.Instant(utc))));
    }

    [Fact]
    public void A_day_has_four_digits_for_its_year()
    {
        Assert.Equal("\"0987-01-02\"", Encoding.UTF8.GetString(Written(json => json.Date(new DateOnly(987, 1, 2)))));
    }

    private static byte[] Written(Action<JsonBuffer> write)
    {
        using var json = new JsonBuffer();
        write(json);
        return json.Written.ToArray();
    }
}
