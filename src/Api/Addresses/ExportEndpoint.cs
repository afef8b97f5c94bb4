using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Exports;
using Microsoft.AspNetCore.WebUtilities;

namespace KGPlanGraph.Api.Addresses;

/// <summary><c>GET /export.jsonl</c>: everything that the caller may see, or what changed of it, from one snapshot.</summary>
internal sealed class ExportEndpoint(
    IExporter exporter, StreamSender sender, CallerBudget budget, RequestRecords records, DatabaseReadiness database, TimeProvider time)
{
    public const string Path = "/export.jsonl";

    private const string TypesParameter = "types";
    private const string AfterParameter = "after";

    // So long a snapshot may hold vacuum back.
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var handler = new Lazy<ExportEndpoint>(endpoints.ServiceProvider.GetRequiredService<ExportEndpoint>);
        endpoints.Map(Path, context => handler.Value.HandleAsync(context)).WithMetadata(new Problem.Metadata());
    }

    public Task HandleAsync(HttpContext context)
    {
        var requestContext = new RequestContext(context, time.GetTimestamp()) { ReportsCost = false, ReadOnly = true };
        return records.RecordAsync(requestContext, Path, null, async () =>
        {
            if (await AnswerAsync(requestContext) is { } refusal)
            {
                await requestContext.WriteProblemAsync(refusal);
            }
        });
    }

    private async Task<Refusal?> AnswerAsync(RequestContext requestContext)
    {
        var context = requestContext.Context;
        if (await Problem.RefuseMethodAsync(context))
        {
            requestContext.ErrorCode = ErrorCodes.InvalidRequest;
            return null;
        }

        if (!requestContext.Caller.IsAuthenticated)
        {
            return Refusal.NotSignedIn;
        }

        if (budget.Enter(context) is { } spent)
        {
            return spent;
        }

        if (!requestContext.Caller.HasAny(Permissions.Read))
        {
            return new Refusal(StatusCodes.Status403Forbidden, AuthorizationErrors.For(requestContext.Caller, Permissions.Read));
        }

        if (!database.IsPrepared)
        {
            return ExceptionMiddleware.Unavailable(requestContext.TraceId);
        }

        var (types, after, refusal) = Read(context.Request);
        return refusal ?? await sender.SendAsync(requestContext, new Source(exporter, types, after), LongestReading);
    }

    // Types by repetition, or joined by commas.
    private (IReadOnlyCollection<string> Types, string? After, Refusal? Refusal) Read(HttpRequest request)
    {
        List<string>? types = null;
        string? after = null;
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            switch (name)
            {
                case TypesParameter:
                    foreach (var type in value.Split(','))
                    {
                        if (!exporter.Types.Contains(type))
                        {
                            return ([], null, Bad(name, $"'{type}' is no type that is exported; they are {string.Join(", ", exporter.Types)}.",
                                $"'{type}' không phải là kiểu được xuất; các kiểu là {string.Join(", ", exporter.Types)}."));
                        }

                        (types ??= []).Add(type);
                    }

                    break;
                case AfterParameter when after is null && value.Length > 0:
                    after = value;
                    break;
                case AfterParameter:
                    return ([], null, Bad(name, "'after' takes one cursor.", "'after' nhận một con trỏ."));
                default:
                    return ([], null, Bad(name, $"There is no parameter '{name}'; there are {TypesParameter} and {AfterParameter}.",
                        $"Không có tham số '{name}'; chỉ có {TypesParameter} và {AfterParameter}."));
            }
        }

        return (types is null ? exporter.Types : types, after, null);
    }

    private static Refusal Bad(string parameter, string english, string vietnamese) => new(
        StatusCodes.Status400BadRequest, new(ErrorCodes.InvalidRequest, new(english, vietnamese)) { Extensions = [new("parameter", parameter)] });

    private sealed class Source(IExporter exporter, IReadOnlyCollection<string> types, string? after) : StreamSource
    {
        private Export? export;

        public override string FileName => "export.jsonl";

        public override string ContentType => RowFormats.JsonLines;

        public override string Tag => export!.Tag;

        public override long Rows => export?.Lines ?? 0;

        public override int Statements => export?.Statements ?? 0;

        // A line is a point.
        public override double FieldCost => Rows;

        public override async ValueTask<Refusal?> OpenAsync(RequestContext requestContext, CancellationToken cancellationToken)
        {
            (export, var refusal) = await exporter.OpenAsync(requestContext.Caller, types, after, cancellationToken);
            return refusal is null ? null : new Refusal(StatusCodes.Status400BadRequest, refusal);
        }

        public override ValueTask WriteAsync(Stream target, Func<ValueTask> handOn, CancellationToken cancellationToken) => export!.WriteAsync(target, handOn, cancellationToken);

        public override ValueTask DisposeAsync() => export?.DisposeAsync() ?? default;
    }
}
