using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>What a request must look like.</summary>
public sealed class RequestFormTests(TransportServer server) : IClassFixture<TransportServer>
{
    [Fact]
    public async Task Query_variables_and_operation_name_arrive_as_they_were_sent()
    {
        using var response = await server.PostAsync(
            """{"query":"query A {\n  kế: a\t}","operationName":"A","variables":{"x":{"y":[1,2.50,"đ\u0111"]}},"extensions":{"any":1},"other":[{}]}""");

        var data = await response.ReadDataAsync();
        Assert.Equal("query A {\n  kế: a\t}", data.GetProperty("query").GetString());
        Assert.Equal("A", data.GetProperty("operationName").GetString());
        Assert.Equal("""{"x":{"y":[1,2.50,"đ\u0111"]}}""", JsonSerializer.Serialize(data.GetProperty("variables"), Relaxed).Replace("đđ", "đ\\u0111"));
        Assert.False(data.GetProperty("readOnly").GetBoolean());
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task A_get_says_the_same_in_its_query_string_and_may_only_read()
    {
        using var response = await server.GetAsync(
            "/graphql?query=%7B+k%E1%BA%BF+%7D&variables=%7B%22x%22%3A1%7D&operationName=&extensions=%7B%7D&unknown=1");

        var data = await response.ReadDataAsync();
        Assert.Equal("{ kế }", data.GetProperty("query").GetString());
        Assert.Equal("""{"x":1}""", data.GetProperty("variables").GetRawText());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("operationName").ValueKind);
        Assert.True(data.GetProperty("readOnly").GetBoolean());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{ \"not a JSON")]
    [InlineData("""{"query":"{a}"} x""")]
    [InlineData("""{"query":"{a}",}""")]
    [InlineData("1")]
    [InlineData("\"{a}\"")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""[{"query":"{a}"}]""")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":{}}""")]
    [InlineData("""{"query":["{a}"]}""")]
    [InlineData("""{"query":false}""")]
    [InlineData("""{"query":"{a}","operationName":1}""")]
    [InlineData("""{"query":"{a}","variables":"x"}""")]
    [InlineData("""{"query":"{a}","variables":[1]}""")]
    [InlineData("""{"query":"{a}","extensions":[1]}""")]
    [InlineData("""{"query":"{a}","extensions":"x"}""")]
    [InlineData("""{"query":"{a}","query":"{b}"}""")]
    [InlineData("""{"query":"{a}","variables":{},"variables":{}}""")]
    [InlineData("""{"query":"{a}","qu\u0065ry":"{b}"}""")]
    [InlineData("""{"query":"\ud800"}""")]
    [InlineData("""{"query":"{a}","operationName":"\udc00x"}""")]
    [InlineData("""{"\ud800ery":"{a}"}""")]
    [InlineData("""{"query":"{a}","extensions":{"persistedQuery":1}}""")]
    [InlineData("""{"query":"{a}","extensions":{"persistedQuery":{"version":2,"sha256Hash":"00"}}}""")]
    [InlineData("""{"query":"{a}","extensions":{"persistedQuery":{"x":{"y":{}}}}}""")]
    public async Task A_malformed_request_is_answered_400_with_HC0009(string body)
    {
        using var response = await server.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("HC0009", await response.ReadCodeAsync());
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_is_answered_400_with_HC0009()
    {
        using var content = new ByteArrayContent([.. """{"query":"{a}","variables":{"x":" """u8, 0xC3, 0x28, .. "\"}}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await server.SendAsync(HttpMethod.Post, "/graphql", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("HC0009", await response.ReadCodeAsync());
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"qeury":"{a}"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":""}""", HttpStatusCode.OK)]
    public async Task Without_a_query_and_an_id_the_answer_is_HC0012(string body, HttpStatusCode status)
    {
        using var response = await server.PostAsync(body, "application/json");

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("HC0012", await response.ReadCodeAsync());
    }

    [Theory]
    [InlineData("/graphql")]
    [InlineData("/graphql?variables=%7B%7D")]
    public async Task A_get_without_a_query_is_answered_400_with_HC0012(string address)
    {
        using var response = await server.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("HC0012", await response.ReadCodeAsync());
    }

    [Theory]
    [InlineData("/graphql?query=%7Ba%7D&query=%7Bb%7D")]
    [InlineData("/graphql?query=%7Ba%7D&variables=x")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%5B%5D")]
    [InlineData("/graphql?query=%7Ba%7D&variables=%7B%7D%7B")]
    [InlineData("/graphql?query=%7Ba%7D&extensions=1")]
    public async Task A_malformed_query_string_is_answered_400_with_HC0009(string address)
    {
        using var response = await server.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("HC0009", await response.ReadCodeAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON; charset=UTF-8")]
    public async Task Json_in_utf8_is_accepted(string contentType)
    {
        using var response = await PostAsAsync(contentType);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/graphql")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("nonsense")]
    public async Task Any_other_content_type_is_answered_415(string? contentType)
    {
        using var response = await PostAsAsync(contentType);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("HC0009", await response.ReadCodeAsync());
    }

    [Fact]
    public async Task A_compressed_body_is_answered_415()
    {
        using var content = new StringContent("""{"query":"{a}"}""", Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await server.SendAsync(HttpMethod.Post, "/graphql", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task A_body_of_almost_one_mebibyte_arrives_whole()
    {
        var text = new string('x', (1024 * 1024) - 100);
        using var response = await server.PostAsync($$$"""{"query":"{a}","variables":{"x":"{{{text}}}"}}""");

        Assert.Equal(text, (await response.ReadDataAsync()).GetProperty("variables").GetProperty("x").GetString());
    }

    [Theory]
    [InlineData("PUT", "/graphql", "GET, HEAD, POST")]
    [InlineData("DELETE", "/graphql", "GET, HEAD, POST")]
    [InlineData("PATCH", "/graphql", "GET, HEAD, POST")]
    [InlineData("OPTIONS", "/graphql", "GET, HEAD, POST")]
    [InlineData("POST", "/graphql/persisted/0000000000000000000000000000000000000000000000000000000000000000", "GET, HEAD")]
    public async Task Any_other_method_is_answered_405_with_those_allowed(string method, string address, string allowed)
    {
        using var response = await server.SendAsync(new(method), address, null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [MemberData(nameof(WrongVariables))]
    public async Task Variables_beyond_the_limits_are_answered_with_HC0016(string variables)
    {
        using var response = await server.PostAsync($$$"""{"query":"{a}","variables":{{{variables}}}}""", "application/graphql-response+json");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("HC0016", await response.ReadCodeAsync());
    }

    public static TheoryData<string> WrongVariables =>
    [
        $$"""{"x":{{new string('[', 200)}}{{new string(']', 200)}}}""",
        $$"""{"x":[{{string.Join(',', Enumerable.Repeat(1, 30_000))}}]}""",
        $$"""{"x":{{new string('9', 100_000)}}}""",
        """{"x":"\u0000"}""",
        """{"x":"a\ud83d"}""",
        """{"x":["\ude00\ud83d"]}""",
        """{"\udfff":1}""",
    ];

    [Theory]
    [InlineData("""{"x":"\ud83c\udfca \\ \" \/ \n đ"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"x":null,"y":-1.5e300,"z":[[[]],{}]}""")]
    public async Task Variables_within_the_limits_arrive(string variables)
    {
        using var response = await server.PostAsync($$$"""{"query":"{a}","variables":{{{variables}}}}""");

        Assert.Null(await response.ReadCodeAsync());
    }

    private async Task<HttpResponseMessage> PostAsAsync(string? contentType)
    {
        using var content = new ByteArrayContent("""{"query":"{a}"}"""u8.ToArray());
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return await server.SendAsync(HttpMethod.Post, "/graphql", content);
    }
}
