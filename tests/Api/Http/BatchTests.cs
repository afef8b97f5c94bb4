using System.Net;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>Lists of requests, where they are switched on.</summary>
public sealed class BatchTests(BatchTests.Server server) : IClassFixture<BatchTests.Server>
{
    [Fact]
    public async Task A_list_is_answered_by_a_list_in_the_same_order()
    {
        using var response = await server.PostAsync("""[{"query":"{a}"},{"query":""},{"query":"{\nb}","variables":{"x":1}}]""");

        var answers = await response.ReadAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, answers.GetArrayLength());
        Assert.Equal("{a}", answers[0].GetProperty("data").GetProperty("query").GetString());
        Assert.Equal("HC0012", Answers.CodeOf(answers[1]));
        Assert.Equal("{\nb}", answers[2].GetProperty("data").GetProperty("query").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"query":"{a}"},1]""")]
    [InlineData("""[{"query":"{a}"},[{"query":"{a}"}]]""")]
    [InlineData("""[{"query":"{a}"}""")]
    [InlineData("""[{"query":"{a}"},{"query":"{a}"},{"query":"{a}"},{"query":"{a}"}]""")]
    public async Task A_list_that_is_empty_malformed_or_too_long_is_refused_as_a_whole(string body)
    {
        using var response = await server.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("HC0009", await response.ReadCodeAsync());
    }

    public sealed class Server : TransportServer
    {
        protected override Dictionary<string, string> Settings => new() { ["GraphQL:MaxBatchSize"] = "3" };
    }
}
