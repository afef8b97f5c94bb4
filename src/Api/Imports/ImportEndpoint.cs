using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.PlanDocuments.Files;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;
using Microsoft.Net.Http.Headers;

namespace KGPlanGraph.Api.Imports;

/// <summary>
/// <c>POST /import</c>: a plan document as the body. The file becomes text here; the rest is the mutation importPlan, run as at <c>/graphql</c>.
/// <code>
/// 1. Method, rights, budget, media type, parameters, size: in this order
/// 2. Convert     a bounded number at once, within the execution timeout, and only as long as the caller stays
/// 3. Execute     importPlan with the text
/// 4. Write       its payload, or one problem
/// 5. Record      under the route
/// </code>
/// </summary>
internal sealed class ImportEndpoint(RequestExecutor executor, CallerBudget budget, RequestRecords records, GraphQLOptions options, TimeProvider time) : IDisposable
{
    public const string Path = "/import";

    /// <summary>The mutation that it runs.</summary>
    public const string DocumentText =
        """
        mutation ImportFile($input: ImportPlanInput!) {
          importPlan(input: $input) {
            plan { id code title year status version issuer { id code name } }
            report { sections tasks deadlines agencies blocks taskBlocks textBlocks frameBlocks unreadBlocks unknownAgencies warnings { label line message } }
            dryRun
            errors { __typename ... on Error { message } ... on CodeTakenError { code } ... on UnreadableDocumentError { line } ... on ValidationError { field } }
          }
        }
        """;

    private static readonly byte[] Document = Encoding.UTF8.GetBytes(DocumentText);

    private const string Parameters = "code, year, lastYear, issuerCode, dryRun, replaceDraft";

    private static readonly Refusal NotAllowed = Refusal.Invalid(
        StatusCodes.Status405MethodNotAllowed, "This address answers POST only.", "Địa chỉ này chỉ nhận POST.");

    private static readonly Refusal NoType = Refusal.Invalid(StatusCodes.Status415UnsupportedMediaType,
        $"The body must be a plan document as one of {string.Join(", ", PlanFile.MediaTypes)}, without Content-Encoding. Convert other files first: "
        + "soffice --headless --convert-to docx file.doc",
        $"Nội dung phải là văn bản kế hoạch thuộc một trong các kiểu {string.Join(", ", PlanFile.MediaTypes)}, không có Content-Encoding. Tệp khác hãy chuyển đổi trước: "
        + "soffice --headless --convert-to docx file.doc");

    private static readonly Refusal TooLarge = Refusal.Invalid(
        StatusCodes.Status413PayloadTooLarge, "The body is larger than 20 MiB.", "Nội dung yêu cầu lớn hơn 20 MiB.");

    private readonly SemaphoreSlim conversions = new(Math.Max(1, Environment.ProcessorCount));

    public Task HandleAsync(HttpContext context)
    {
        var request = new RequestContext(context, time.GetTimestamp()) { ReportsCost = false };
        // 5.
        return records.RecordAsync(request, Path, OperationKind.Mutation, () => AnswerAsync(request));
    }

    public void Dispose() => conversions.Dispose();

    private async Task AnswerAsync(RequestContext request)
    {
        // 1.
        var (context, type) = (request.Context, MediaTypeOf(request.Context.Request));
        var input = new JsonObject();
        var refusal = RefusalBeforeBody(request, type) ?? ReadQuery(context.Request.Query, input);
        if (refusal is not null)
        {
            await request.WriteProblemAsync(refusal);
            return;
        }

        if (await FileBody.ReadAsync(context, PlanFile.MaxBytes) is not { } body)
        {
            await request.WriteProblemAsync(TooLarge);
            return;
        }

        // 2.
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        timeout.CancelAfter(options.ExecutionTimeout);
        PlanFileResult file;
        try
        {
            file = await ConvertAsync(body, type!, timeout.Token);
        }
        catch (OperationCanceledException) when (!request.Aborted.IsCancellationRequested)
        {
            await request.WriteProblemAsync(new Refusal(StatusCodes.Status503ServiceUnavailable, new(ErrorCodes.TimedOut, new(
                "The file was not read in time; import it in parts.", "Không đọc xong tệp trong thời hạn; hãy nhập từng phần."))));
            return;
        }

        if (!file.IsRead)
        {
            await WriteAsync(context, Unreadable(file.Refusal.Value, (bool)input["dryRun"]!, request.Language));
            return;
        }

        // 3.
        input["document"] = file.Text;
        input["format"] = file.Format == PlanDocumentFormat.Markdown ? "MARKDOWN" : "PLAIN_TEXT";
        using var execution = await executor.ExecuteAsync(request, ServerQueries.EnvelopeOf(Document, new JsonObject { ["input"] = input }));
        await WriteAsync(request, execution.Response!, file.Note);
    }

    private Refusal? RefusalBeforeBody(RequestContext request, string? type)
    {
        var context = request.Context;
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return NotAllowed;
        }

        if (!request.Caller.IsAuthenticated)
        {
            return Refusal.NotSignedIn;
        }

        var needed = Permissions.Mutations["importPlan"];
        return !request.Caller.HasAny(needed)
            ? new Refusal(StatusCodes.Status403Forbidden, AuthorizationErrors.For(request.Caller, needed))
            : budget.Enter(context) ?? (type is null ? NoType : null);
    }

    private static string? MediaTypeOf(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0 && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && PlanFile.MediaTypes.FirstOrDefault(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase)) is { } known ? known : null;

    private static Refusal? ReadQuery(IQueryCollection query, JsonObject input)
    {
        input["dryRun"] = false;
        foreach (var (name, values) in query)
        {
            if (values is not [{ Length: > 0 } value])
            {
                return BadParameter(name, "occurs twice or is empty", "xuất hiện hai lần hoặc để trống");
            }

            JsonNode? read = name switch
            {
                "code" => value,
                "issuerCode" => value,
                "year" or "lastYear" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var year) => year,
                "dryRun" or "replaceDraft" when bool.TryParse(value, out var isOn) => isOn,
                _ => null,
            };
            if (read is null)
            {
                return name is "year" or "lastYear" or "dryRun" or "replaceDraft" ? BadParameter(name, "cannot be read", "không đọc được")
                    : BadParameter(name, $"is unknown; there are {Parameters}", $"không có; chỉ có {Parameters}");
            }

            input[name] = read;
        }

        return input.ContainsKey("code") ? null : BadParameter("code", "is missing", "còn thiếu");
    }

    private static Refusal BadParameter(string name, string english, string vietnamese) => Refusal.Invalid(
        $"The parameter \"{name}\" {english}.", $"Tham số \"{name}\" {vietnamese}.");

    private async Task<PlanFileResult> ConvertAsync(byte[] body, string type, CancellationToken cancellationToken)
    {
        await conversions.WaitAsync(cancellationToken);
        var reading = Task.Run(() => PlanFile.Read(body, null, type, cancellationToken), CancellationToken.None);
        // The place is free when the work has ended, which may be after the caller has gone.
        _ = reading.ContinueWith(_ => conversions.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await reading.WaitAsync(cancellationToken);
    }

    private static byte[] Unreadable(Wording reason, bool isDryRun, Language language) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            plan = (string?)null,
            report = (string?)null,
            dryRun = isDryRun,
            errors = new[] { new { __typename = "UnreadableDocumentError", message = new LocalizedText(reason.English, reason.Vietnamese).In(language), line = 1 } },
        },
        ServerQueries.Readable);

    // 4.
    private static async Task WriteAsync(RequestContext request, GraphQLResponse response, Wording? note)
    {
        var body = JsonNode.Parse(response.Body.Span)!.AsObject();
        if (body["data"]?["importPlan"] is not JsonObject payload)
        {
            await Problem.WriteAsync(request.Context, response, request.TraceId);
            return;
        }

        if (note is { } assumed && payload["report"]?["warnings"] is JsonArray warnings)
        {
            warnings.Insert(0, new JsonObject
            {
                ["label"] = null,
                ["line"] = 1,
                ["message"] = new LocalizedText(assumed.English, assumed.Vietnamese).In(request.Language),
            });
        }

        await WriteAsync(request.Context, JsonSerializer.SerializeToUtf8Bytes(payload, ServerQueries.Readable));
    }

    private static Task WriteAsync(HttpContext context, byte[] json) =>
        ResponseWriter.WriteAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", json, null);
}

/// <summary>Registers and maps it.</summary>
internal static class ImportRegistration
{
    public static WebApplicationBuilder AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ImportEndpoint>();
        return builder;
    }

    public static void MapImports(this IEndpointRouteBuilder endpoints)
    {
        var endpoint = new Lazy<ImportEndpoint>(endpoints.ServiceProvider.GetRequiredService<ImportEndpoint>);
        endpoints.Map(ImportEndpoint.Path, context => endpoint.Value.HandleAsync(context)).WithMetadata(new Problem.Metadata(), BoundedBody.Metadata);
    }
}
