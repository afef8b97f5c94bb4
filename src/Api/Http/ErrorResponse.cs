using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Execution;

namespace KGPlanGraph.Api.Http;

/// <summary>The answer to a request that was not executed, or not to its end.</summary>
/// <param name="error">The only error.</param>
/// <param name="language">Of the message.</param>
/// <param name="status">Null where the media type decides.</param>
internal sealed class ErrorResponse(GraphQLError error, Language language, int? status) : GraphQLResponse
{
    readonly byte[] body = GraphQLErrorWriter.WriteAnswer(error, language);

    /// <summary>For the access record.</summary>
    public string Code => error.Code;

    public override ReadOnlyMemory<byte> Body => body;

    public override bool HasData => false;

    public override OperationKind? Kind => null;

    public override int? StatusCode => status;
}
