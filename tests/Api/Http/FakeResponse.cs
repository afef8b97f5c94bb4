using System.Text;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Tests.Api.Http;

internal sealed class FakeResponse(string json, bool hasData = true) : GraphQLResponse
{
    private readonly byte[] body = Encoding.UTF8.GetBytes(json);

    public string? Tag { get; init; }

    public int? Status { get; init; }

    public IAsyncEnumerable<GraphQLResponse>? Stream { get; init; }

    public OperationSummary? Measured { get; init; }

    public override ReadOnlyMemory<byte> Body => body;

    public override bool HasData => hasData;

    public override OperationKind? Kind => hasData ? Stream is null ? OperationKind.Query : OperationKind.Subscription : null;

    public override int? StatusCode => Status;

    public override string? EntityTag => Tag;

    public override IAsyncEnumerable<GraphQLResponse>? Events => Stream;

    public override OperationSummary? Summary => Measured;
}
