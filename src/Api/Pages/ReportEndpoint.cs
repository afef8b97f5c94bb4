using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Scalars;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Pages;

/// <summary>
/// <c>GET /plans/{code}/report.docx?asOf=</c>: the report on a plan as a Word file. It is made of the answers to the documents that the page of the report
/// asks with, run as at <c>/graphql</c>: with the caller's rights, cost and budget.
/// </summary>
internal sealed class ReportEndpoint(ServerQueries queries, CallerBudget budget, RequestRecords records, TimeProvider time)
{
    internal const string Route = "/plans/{code}/report.docx";

    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static readonly Refusal NotFound = new(StatusCodes.Status404NotFound, new(ErrorCodes.NotFound, new(
        "The object does not exist, or you may not see it.", "Không có đối tượng này, hoặc tài khoản không được xem.")));

    private static readonly Refusal NoDay = Refusal.Invalid("asOf must be a day: YYYY-MM-DD.", "asOf phải là một ngày: YYYY-MM-DD.");

    public Task HandleAsync(HttpContext context)
    {
        var request = new RequestContext(context, time.GetTimestamp()) { ReportsCost = false, ReadOnly = true };
        return records.RecordAsync(request, Route, OperationKind.Query, () => AnswerAsync(request));
    }

    private async Task AnswerAsync(RequestContext request)
    {
        var context = request.Context;
        if (!request.Caller.IsAuthenticated)
        {
            await request.WriteProblemAsync(Refusal.NotSignedIn);
            return;
        }

        var given = context.Request.Query["asOf"].ToString();
        var asOf = VietnamDay.Today(time);
        if (given.Length > 0 && !LocalDateScalar.TryParse(given, out asOf))
        {
            await request.WriteProblemAsync(NoDay);
            return;
        }

        if (budget.Enter(context) is { } spent)
        {
            await request.WriteProblemAsync(spent);
            return;
        }

        var code = (string)context.GetRouteValue("code")!;
        var mayReadNotes = request.Caller.HasAny(Permissions.ReadsInternals);
        var day = LocalDateScalar.Print(asOf);
        if (await AskAsync(request, "Report", new() { ["code"] = code, ["asOf"] = day }) is not { } figures)
        {
            return;
        }

        if (figures["planByCode"] is not JsonObject plan)
        {
            await request.WriteProblemAsync(NotFound);
            return;
        }

        if (await AskAllAsync(request, "ReportOverdue", "tasks", new() { ["code"] = code, ["asOf"] = day, ["mayReadNotes"] = mayReadNotes }) is not { } overdue)
        {
            return;
        }

        var notes = mayReadNotes ? await AskAllAsync(request, "ReportNotes", "progressReports", new() { ["code"] = code, ["asOf"] = day }) : [];
        if (notes is null)
        {
            return;
        }

        var file = ReportFile.Write(plan, asOf, overdue, notes);
        var headers = context.Response.Headers;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = file.Length;
        headers.CacheControl = "no-store";
        headers.Vary = "Authorization";
        headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"bao-cao-{code}-{day}.docx" }.ToString();
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(file, context.RequestAborted);
        }
    }

    /// <summary>All nodes of a connection; null where a problem was answered.</summary>
    private async Task<List<JsonObject>?> AskAllAsync(RequestContext request, string document, string field, JsonObject variables)
    {
        var nodes = new List<JsonObject>();
        variables["first"] = 100;
        while (true)
        {
            records.Add(request);
            request.GoOn(time.GetTimestamp());
            if (await AskAsync(request, document, variables) is not { } data)
            {
                return null;
            }

            var connection = data[field]!;
            nodes.AddRange(connection["nodes"]!.AsArray().Select(node => node!.AsObject()));
            if (!(bool)connection["pageInfo"]!["hasNextPage"]!)
            {
                return nodes;
            }

            variables["after"] = (string)connection["pageInfo"]!["endCursor"]!;
        }
    }

    private async Task<JsonObject?> AskAsync(RequestContext request, string document, JsonObject variables)
    {
        var envelope = new Envelope { DocumentId = PageFiles.IdOf(document), Variables = JsonSerializer.SerializeToUtf8Bytes(variables) };
        return await queries.AskAsync(request, envelope) is { } data ? JsonObject.Create(data) : null;
    }
}
