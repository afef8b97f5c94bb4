using System.Text;
using System.Text.Json;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Tests.Api.Http;

/// <summary>
/// Stands for the executor where a test is about the transport: answers with what it was asked, or does what the test says for a document.
/// </summary>
internal sealed class FakeExecutor : IGraphQLExecutor
{
    private readonly Dictionary<string, Func<GraphQLRequest, CancellationToken, ValueTask<GraphQLResponse>>> answers = [];

    public void On(string document, Func<GraphQLRequest, CancellationToken, ValueTask<GraphQLResponse>> answer) => answers[document] = answer;

    public void On(string document, FakeResponse response) => answers[document] = (_, _) => new(response);

    public ValueTask<GraphQLResponse> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken) =>
        answers.TryGetValue(Encoding.UTF8.GetString(request.Document.Span), out var answer) ? answer(request, cancellationToken) : new(Echo(request));

    /// <summary>Produces: <c>{"data":{"query":"…","operationName":null,"variables":{…},"language":"English","cost":"None","readOnly":false}}</c></summary>
    private static FakeResponse Echo(GraphQLRequest request) => new(JsonSerializer.Serialize(new
    {
        data = new
        {
            query = Encoding.UTF8.GetString(request.Document.Span),
            operationName = request.OperationName,
            variables = request.Variables.IsEmpty ? (JsonElement?)null : JsonDocument.Parse(request.Variables).RootElement,
            language = request.Language.ToString(),
            cost = request.Cost.ToString(),
            readOnly = request.ReadOnly,
            traceId = request.TraceId,
        },
    }));
}
