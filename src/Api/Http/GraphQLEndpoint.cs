using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Rows;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Api.WebSockets;
using KGPlanGraph.Schema;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.PersistedDocuments;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KGPlanGraph.Api.Http;

/// <summary>Registers and maps what speaks GraphQL over HTTP.</summary>
public static class GraphQLEndpoint
{
    private const string NotAllowed = "GET, HEAD, POST";

    /// <summary>Adds the transport, its limits and their settings; the executor comes from KGPlanGraph.Schema.</summary>
    /// <param name="builder">The server's.</param>
    /// <param name="documents">The trusted documents that come with the server.</param>
    public static WebApplicationBuilder AddGraphQLEndpoint(this WebApplicationBuilder builder, IReadOnlyList<DocumentFile> documents)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddGraphQLLimits(boundCosts: !builder.Environment.IsDevelopment());
        services.AddPersistedDocuments(documents);
        services.AddSingleton<DocumentResolver>();
        services.AddSingleton<ConcurrencyLimit>();
        services.AddSingleton(provider => new CallerBudget(
            provider.GetRequiredService<GraphQLOptions>(), CallerReader.GetCaller, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TimeoutPool>();
        services.AddSingleton<SubscriptionSender>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton<RequestRecords>();
        services.AddSingleton<RequestExecutor>();
        services.AddSingleton<ServerQueries>();
        services.AddSingleton<StreamSender>();
        services.AddSingleton<RowSender>();
        services.AddSingleton<GraphQLHandler>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<SocketEndpoint>();
        services.AddSingleton<SdlEndpoint>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // For all that bounds no body itself.
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
        });
        return builder;
    }

    /// <summary>Answers every fault that nothing else has answered. The first layer of all.</summary>
    public static IApplicationBuilder UseExceptionResponses(this IApplicationBuilder app) => app.UseMiddleware<ExceptionMiddleware>();

    /// <summary>Finds the caller of each request, or answers 401. Before everything that looks at the caller, behind CORS.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.UseMiddleware<CallerMiddleware>();

    /// <summary>Maps <c>/graphql</c> and <c>/graphql/persisted/{sha256}</c>.</summary>
    public static void MapGraphQL(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var sdl = services.GetRequiredService<SdlEndpoint>();
        var page = services.GetService<IBrowserPage>();
        var records = services.GetRequiredService<RequestRecords>();
        // Asked for with the first request, so that the server listens before the schema is built.
        var handler = new Lazy<GraphQLHandler>(services.GetRequiredService<GraphQLHandler>);

        var sockets = new Lazy<SocketEndpoint>(services.GetRequiredService<SocketEndpoint>);

        endpoints.Map(RequestReader.Path, context =>
        {
            var request = context.Request;
            if (context.WebSockets.IsWebSocketRequest)
            {
                return sockets.Value.HandleAsync(context);
            }

            if (HttpMethods.IsPost(request.Method))
            {
                return handler.Value.HandleAsync(context, null);
            }

            if (!IsRead(request))
            {
                return RefuseMethodAsync(context, records, NotAllowed);
            }

            if (page is not null && IsBrowser(request))
            {
                return page.WriteAsync(context);
            }

            return SdlEndpoint.IsAsked(request) ? sdl.HandleAsync(context) : handler.Value.HandleAsync(context, null);
        }).WithMetadata(BoundedBody.Metadata);
        endpoints.Map($"{RequestReader.Path}/persisted/{{sha256}}", context =>
            IsRead(context.Request)
                ? handler.Value.HandleAsync(context, (string)context.GetRouteValue("sha256")!)
                : RefuseMethodAsync(context, records, "GET, HEAD"));
    }

    // HEAD is answered as GET is, all but the body.
    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsBrowser(HttpRequest request) =>
        !request.QueryString.HasValue && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static async Task RefuseMethodAsync(HttpContext context, RequestRecords records, string allowed)
    {
        var startedAt = records.Now;
        var refusal = Refusal.Invalid(
            StatusCodes.Status405MethodNotAllowed, $"This address answers {allowed} only.", $"Địa chỉ này chỉ nhận {allowed}.");
        using var response = refusal.In(AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage));
        context.Response.Headers.Allow = allowed;
        await ResponseWriter.WriteAsync(context, response, AcceptedFormats.PlainJson, mayBeKept: false);
        records.AddOther(context, context.GetCaller(), refusal.Error.Code, startedAt);
    }
}
