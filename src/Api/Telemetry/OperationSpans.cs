using System.Diagnostics;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Persistence.Telemetry;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>
/// The span of a GraphQL operation, within the HTTP request's and around the database's. Without an exporter nobody listens, and there is none.
/// It says what was asked, never with which values.
/// </summary>
internal static class OperationSpans
{
    // The process's: a listener of one server hears all of them, which matters in tests alone.
    private static readonly ActivitySource Source = new(ServiceMeter.Name);

    /// <summary>Null where nobody listens.</summary>
    public static Activity? Begin() => Source.HasListeners() ? Source.StartActivity("GraphQL") : null;

    /// <summary>Says what it was, once that is known.</summary>
    public static void Describe(Activity span, RequestContext requestContext)
    {
        if (requestContext.Kind is { } kind)
        {
            var type = kind switch
            {
                OperationKind.Query => "query",
                OperationKind.Mutation => "mutation",
                _ => "subscription",
            };
            span.SetTag("graphql.operation.type", type);
            span.DisplayName = requestContext.Summary?.Name is { } name ? $"{type} {name}" : type;
        }

        if (requestContext.Summary is { } summary)
        {
            span.SetTag("graphql.operation.name", summary.Name);
            span.SetTag("graphql.document.hash", $"sha256:{summary.Hash}");
            span.SetTag("kgplangraph.cost.field", summary.FieldCost);
            span.SetTag("kgplangraph.cost.type", summary.TypeCost);
            span.SetTag("kgplangraph.statements", summary.Statements);
            span.SetTag("kgplangraph.rows", summary.Rows);
            span.SetTag("kgplangraph.cached", summary.FromCache);
        }

        if (requestContext.ErrorCode is { } code)
        {
            span.SetTag("error.type", code);
            span.SetStatus(ActivityStatusCode.Error, code);
        }
    }
}
