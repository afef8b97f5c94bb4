using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Sheets;

/// <summary>
/// <c>GET /api/v1/agencies/{code}/report-sheet.xlsx</c>: an agency's open tasks as a workbook to fill in; <c>POST</c> of the filled one files the reports, all
/// with submitProgressReports, and answers for each row.
/// <code>
/// 1. Method, rights, budget, parameters, media type, size: in this order
/// 2. Read        the workbook: rows, and what is wrong in them
/// 3. Compare     the versions of the tasks with those of the sheet; find the deadlines that rows name
/// 4. File        the good rows, or try them
/// 5. Write       a line for each row
/// 6. Record      under the route
/// </code>
/// </summary>
internal sealed class ReportSheetEndpoint(ServerQueries queries, CallerBudget budget, RequestRecords records, GraphQLOptions options, TimeProvider time)
{
    public const string Route = "/api/v1/agencies/{code}/report-sheet.xlsx";

    private const int MostReports = 200;
    private const int MostIds = 100;
    private const string Methods = "GET, HEAD, POST";

    private static readonly byte[] OpenTasks = Encoding.UTF8.GetBytes(
        """
        query ReportSheet($code: String!, $after: String) {
          agencyByCode(code: $code) { code }
          tasks(first: 100, after: $after, where: {
            plan: { status: { eq: IN_FORCE } }, status: { nin: [COMPLETED, CANCELLED] },
            or: [
              { leadAgency: { code: { eq: $code } } }, { coLeads: { some: { code: { eq: $code } } } }, { coordinators: { some: { code: { eq: $code } } } },
              { leadAgency: { id: { eq: null } }, hasOpenCoordination: { eq: true } }
            ]
          }) {
            nodes { label title version status percentComplete plan { code } nextDeadline { dueOn } deadlines { dueOn metOn deliverable } }
            pageInfo { hasNextPage endCursor }
          }
        }
        """);

    private static readonly byte[] Versions = Encoding.UTF8.GetBytes(
        "query ReportSheetVersions($ids: [ID!]!) { nodes(ids: $ids) { ... on Task { version deadlines { id dueOn metOn deliverable } } } }");

    private static readonly byte[] File = Encoding.UTF8.GetBytes(
        """
        mutation FileReportSheet($input: SubmitProgressReportsInput!) {
          submitProgressReports(input: $input) {
            written
            results { index progressReport { id } errors { __typename ... on Error { message } ... on ValidationError { field } } }
            errors { __typename ... on Error { message } }
          }
        }
        """);

    private static readonly Refusal NotAllowed = Refusal.Invalid(
        StatusCodes.Status405MethodNotAllowed, $"This address answers {Methods} only.", $"Địa chỉ này chỉ nhận {Methods}.");

    private static readonly Refusal NotFound = new(StatusCodes.Status404NotFound, new(ErrorCodes.NotFound, new(
        "The agency does not exist.", "Không có cơ quan này.")));

    private static readonly Refusal NoType = Refusal.Invalid(StatusCodes.Status415UnsupportedMediaType,
        $"The body must be the filled workbook as {RowFormats.Xlsx}, without Content-Encoding.",
        $"Nội dung phải là bảng đã điền, kiểu {RowFormats.Xlsx}, không có Content-Encoding.");

    private static readonly Refusal TooLarge = Refusal.Invalid(
        StatusCodes.Status413PayloadTooLarge, "The body is larger than 5 MiB.", "Nội dung yêu cầu lớn hơn 5 MiB.");

    private static readonly Refusal NoWorkbook = Refusal.Invalid(
        "The body is not a readable Excel workbook (.xlsx); save it again as .xlsx.",
        "Không đọc được nội dung như tệp Excel (.xlsx); hãy lưu lại dưới dạng .xlsx.");

    public Task HandleAsync(HttpContext context)
    {
        var request = new RequestContext(context, time.GetTimestamp()) { ReportsCost = false };
        var isPost = HttpMethods.IsPost(context.Request.Method);
        // 6.
        return records.RecordAsync(request, Route, isPost ? OperationKind.Mutation : OperationKind.Query, () =>
            // 1.
            RefusalBeforeBody(request, isPost) is { } refusal ? request.WriteProblemAsync(refusal) : isPost ? FileAsync(request) : SendAsync(request));
    }

    private Refusal? RefusalBeforeBody(RequestContext request, bool isPost)
    {
        var (context, caller) = (request.Context, request.Caller);
        if (!isPost && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = Methods;
            return NotAllowed;
        }

        if (!caller.IsAuthenticated)
        {
            return Refusal.NotSignedIn;
        }

        var needed = isPost ? Permissions.Mutations["submitProgressReports"] : Permissions.Read;
        if (!caller.HasAny(needed))
        {
            return NotAuthorized(AuthorizationErrors.For(caller, needed).Message);
        }

        if (isPost && caller.ActingFor != CodeOf(context))
        {
            return NotAuthorized(new(
                $"This address belongs to {CodeOf(context)}, but your token acts for {caller.ActingFor ?? "no agency"}.",
                $"Địa chỉ này của {CodeOf(context)}, còn mã truy cập thay mặt {caller.ActingFor ?? "không cơ quan nào"}."));
        }

        return budget.Enter(context) ?? RefusalOfParameters(context.Request.Query, isPost) ?? (isPost && !IsWorkbook(context.Request) ? NoType : null);
    }

    private static Refusal NotAuthorized(LocalizedText message) => new(StatusCodes.Status403Forbidden, new(ErrorCodes.NotAuthorized, message));

    private static Refusal? RefusalOfParameters(IQueryCollection query, bool isPost)
    {
        foreach (var (name, values) in query)
        {
            if (!isPost || name is not ("dryRun" or "allOrNothing"))
            {
                return Refusal.Invalid(
                    $"The parameter \"{name}\" is unknown{(isPost ? "; there are dryRun and allOrNothing" : "")}.",
                    $"Không có tham số \"{name}\"{(isPost ? "; chỉ có dryRun và allOrNothing" : "")}.");
            }

            if (values is not [{ } value] || !bool.TryParse(value, out _))
            {
                return Refusal.Invalid($"The parameter \"{name}\" must be true or false, once.", $"Tham số \"{name}\" phải là true hoặc false, một lần.");
            }
        }

        return null;
    }

    private static bool IsWorkbook(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0 && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (type.MediaType.Equals(RowFormats.Xlsx, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase));

    private static string CodeOf(HttpContext context) => ((string)context.GetRouteValue("code")!).Normalize();

    private async Task SendAsync(RequestContext request)
    {
        var code = CodeOf(request.Context);
        var tasks = new List<JsonElement>();
        for (string? after = null; ;)
        {
            if (await queries.AskAsync(request, OpenTasks, new JsonObject { ["code"] = code, ["after"] = after }) is not { } data)
            {
                return;
            }

            if (data.GetProperty("agencyByCode").ValueKind == JsonValueKind.Null)
            {
                await request.WriteProblemAsync(NotFound);
                return;
            }

            var page = data.GetProperty("tasks");
            tasks.AddRange(page.GetProperty("nodes").EnumerateArray());
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean())
            {
                break;
            }

            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        var body = await ReportSheetWriter.WriteAsync(code, tasks, request.Aborted);
        var response = request.Context.Response;
        response.ContentType = RowFormats.Xlsx;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = $"bao-cao-{code}.xlsx" }.ToString();
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Context.Request.Method))
        {
            await response.Body.WriteAsync(body, request.Aborted);
        }
    }

    private async Task FileAsync(RequestContext request)
    {
        var context = request.Context;
        if (await FileBody.ReadAsync(context, SheetFile.MaxBytes) is not { } body)
        {
            await request.WriteProblemAsync(TooLarge);
            return;
        }

        // 2.
        IReadOnlyList<string> missing;
        List<FilledRow>? rows;
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
            timeout.CancelAfter(options.ExecutionTimeout);
            (rows, missing) = await Task.Run(() => (ReportSheet.Read(SheetFile.Read(body, timeout.Token), CodeOf(context), out var lacking), lacking), timeout.Token);
        }
        catch (InvalidDataException)
        {
            await request.WriteProblemAsync(NoWorkbook);
            return;
        }
        catch (OperationCanceledException) when (!request.Aborted.IsCancellationRequested)
        {
            await request.WriteProblemAsync(TimedExecution.TimedOut(options.ExecutionTimeout));
            return;
        }

        if (RefusalOf(rows, missing) is { } refusal)
        {
            await request.WriteProblemAsync(refusal);
            return;
        }

        // 3.
        if (!await CompareAsync(request, rows!))
        {
            return;
        }

        // 4.
        var (isTrial, allOrNothing) = (IsOn(context, "dryRun", false), IsOn(context, "allOrNothing", true));
        var good = rows!.Where(row => !row.IsFaulty).ToList();
        JsonElement? payload = null;
        if (good.Count > 0)
        {
            var writes = !isTrial && !(allOrNothing && good.Count < rows!.Count);
            if (await queries.AskAsync(request, File, new JsonObject { ["input"] = InputOf(good, !writes, allOrNothing, body) }) is not { } data)
            {
                return;
            }

            payload = data.GetProperty("submitProgressReports");
            Note(good, payload.Value);
        }

        // 5.
        var answer = JsonSerializer.SerializeToUtf8Bytes(Answer(request.Language, rows!, payload, isTrial), ServerQueries.Readable);
        await ResponseWriter.WriteAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", answer, null);
    }

    private static Refusal? RefusalOf(List<FilledRow>? rows, IReadOnlyList<string> missing)
    {
        if (rows is null)
        {
            var titles = string.Join(", ", missing.Select(title => $"\"{title}\""));
            return Refusal.Invalid(
                $"No row of the workbook has the headers of the report sheet; missing: {titles}. Download a new workbook.",
                $"Không dòng nào trong tệp có các tiêu đề của bảng báo cáo; còn thiếu: {titles}. Hãy tải bảng mới.");
        }

        return rows.Count > MostReports
            ? Refusal.Invalid($"At most {MostReports} reports may be submitted at once, but {rows.Count} rows are filled in.", $"Mỗi lần nộp tối đa {MostReports} báo cáo; đang có {rows.Count} dòng đã điền.")
            : null;
    }

    private async Task<bool> CompareAsync(RequestContext request, List<FilledRow> rows)
    {
        foreach (var chunk in rows.Where(row => row is { Plan: not null, Label: not null }).Chunk(MostIds))
        {
            if (await queries.AskAsync(request, Versions, new JsonObject { ["ids"] = new JsonArray([.. chunk.Select(row => (JsonNode)row.TaskId)]) }) is not { } data)
            {
                return false;
            }

            foreach (var (row, task) in chunk.Zip(data.GetProperty("nodes").EnumerateArray()))
            {
                if (task.ValueKind == JsonValueKind.Null)
                {
                    row.Fail(ReportSheet.Label, "TaskNotFoundError", new(
                        $"There is no task {row.Label} in plan {row.Plan} that you can see.", $"Không có nhiệm vụ {row.Label} trong kế hoạch {row.Plan} mà tài khoản được xem."));
                }
                else if (task.GetProperty("version").GetInt32() is var current && current != row.Version)
                {
                    var taken = row.Version?.ToString(CultureInfo.InvariantCulture) ?? "?";
                    row.Fail(ReportSheet.Version, "VersionConflictError", new(
                        $"The task has changed since the workbook was downloaded (version {taken}, now {current}); download a new workbook.",
                        $"Nhiệm vụ đã thay đổi từ khi tải bảng (phiên bản {taken}, hiện là {current}); hãy tải bảng mới."));
                }
                else
                {
                    SheetDeadlines.Find(row, task);
                }
            }
        }

        return true;
    }

    // Whoever sends the same sheet again within a day, because the answer was lost, files nothing twice.
    private static JsonObject InputOf(List<FilledRow> rows, bool isTrial, bool allOrNothing, byte[] body)
    {
        var input = new JsonObject
        {
            ["dryRun"] = isTrial,
            ["allOrNothing"] = allOrNothing,
            ["reports"] = new JsonArray([.. rows.Select(row =>
            {
                var report = row.Input.DeepClone().AsObject();
                report["taskId"] = row.TaskId;
                return (JsonNode)report;
            })]),
        };
        if (!isTrial)
        {
            input["idempotencyKey"] = $"report sheet {Convert.ToHexStringLower(SHA256.HashData(body))}";
        }

        return input;
    }

    private static void Note(List<FilledRow> rows, JsonElement payload)
    {
        if (payload.GetProperty("results") is not { ValueKind: JsonValueKind.Array } results)
        {
            return;
        }

        foreach (var result in results.EnumerateArray())
        {
            var row = rows[result.GetProperty("index").GetInt32()];
            row.ProgressReportId = result.GetProperty("progressReport") is { ValueKind: JsonValueKind.Object } report ? report.GetProperty("id").GetString() : null;
            foreach (var error in result.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors ? errors.EnumerateArray() : [])
            {
                var code = error.GetProperty("__typename").GetString()!;
                var field = error.TryGetProperty("field", out var named) ? named.GetString()!.Split('.')[0] : null;
                var message = error.GetProperty("message").GetString()!;
                row.Fail(
                    field is not null ? ReportSheet.Columns.FirstOrDefault(column => column.Field == field)
                        : code == "PlanNotInForceError" ? ReportSheet.Plan : code == "DeadlineNotFoundError" ? ReportSheet.MetDeadlines : ReportSheet.Label,
                    code, new(message, message));
            }
        }
    }

    private static JsonObject Answer(Language language, List<FilledRow> rows, JsonElement? payload, bool isTrial) => new()
    {
        ["dryRun"] = isTrial,
        ["written"] = payload?.GetProperty("written").GetInt32() ?? 0,
        ["rows"] = new JsonArray([.. rows.Select(row => row.In(language, row switch
        {
            { ProgressReportId: not null } => new("Submitted.", "Đã nộp."),
            { IsFaulty: true } => new("Not submitted: the row has errors.", "Chưa nộp: còn lỗi."),
            _ when isTrial => new("Can be submitted.", "Có thể nộp."),
            _ => new("Not submitted, because other rows have errors.", "Chưa nộp vì dòng khác còn lỗi."),
        }))]),
        ["errors"] = payload?.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors
            ? new JsonArray([.. errors.EnumerateArray().Select(error => new JsonObject
            {
                ["code"] = error.GetProperty("__typename").GetString(),
                ["message"] = error.GetProperty("message").GetString(),
            })])
            : new JsonArray(),
    };

    private static bool IsOn(HttpContext context, string parameter, bool otherwise) =>
        context.Request.Query.TryGetValue(parameter, out var given) ? bool.Parse(given!) : otherwise;
}

/// <summary>Registers and maps it.</summary>
internal static class ReportSheetRegistration
{
    public static WebApplicationBuilder AddReportSheets(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReportSheetEndpoint>();
        return builder;
    }

    public static void MapReportSheets(this IEndpointRouteBuilder endpoints)
    {
        var endpoint = new Lazy<ReportSheetEndpoint>(endpoints.ServiceProvider.GetRequiredService<ReportSheetEndpoint>);
        endpoints.Map(ReportSheetEndpoint.Route, context => endpoint.Value.HandleAsync(context)).WithMetadata(new Problem.Metadata(), BoundedBody.Metadata);
    }
}
