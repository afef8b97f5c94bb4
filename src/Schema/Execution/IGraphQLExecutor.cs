namespace KGPlanGraph.Schema.Execution;

/// <summary>Answers GraphQL requests. It never throws for what a caller sent: every failure is a response with coded errors.</summary>
public interface IGraphQLExecutor
{
    /// <summary>
    /// Runs one request. Cancelling ends it and its statements in the database; the only exception that leaves is then
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    ValueTask<GraphQLResponse> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken);
}
