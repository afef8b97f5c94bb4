using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Rows;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Api.Calendars;

/// <summary>
/// <c>GET /calendar/{key}.ics</c>: the deadlines of an agency or a plan, for programs that subscribe to calendars and can send no token. Whoever has the address reads as its maker
/// could when it was made; it opens nothing else. The path is told to nobody: the record and traces have the route.
/// <code>
/// 1. Method, parameters, the budget of those who come without a token
/// 2. Key      unknown, expired or revoked: one and the same 404
/// 3. Limit    of the key, then the budget of whoever made it
/// 4. Read     by GraphQL documents, as at any other address, all rows on one snapshot
/// 5. Write    iCalendar, or a 304
/// </code>
/// </summary>
internal sealed class CalendarEndpoint(
    CalendarKeyStore keys, ServerQueries queries, RequestExecutor executor, IRowExecutor rows, StreamSender sender, CallerBudget budget, RequestRecords records, TimeProvider time)
{
    /// <summary>Below it, paths hold secrets.</summary>
    public const string Folder = "/calendar";

    public const string Route = $"{Folder}/{{key}}.ics";

    /// <summary>Requests with one key in a minute; programs look a few times a day.</summary>
    public const int RequestsPerMinute = 10;

    /// <summary>What a key that opens nothing costs of the budget that an address has without a token: a hundred are tried in a minute, where the budget is the default.</summary>
    private const double FailedTry = 10_000;

    private const int KeyBytes = 32;
    private const int KeyLength = 43;
    private const string LanguageParameter = "lang";

    private static readonly byte[] Deadlines = Encoding.UTF8.GetBytes(
        """
        query CalendarOfDeadlines($where: DeadlineFilterInput!, $first: Int = 1) {
          deadlines(first: $first, where: $where, order: [{ dueOn: DESC }]) {
            nodes {
              id dueOn originalDueOn phrase deliverable metOn performer { name }
              task { label title version status percentComplete updatedAt leadAgency { name } plan { code title status } }
            }
          }
        }
        """);

    // Deadlines are removed from drafts alone; who may not read the values of changes is not told of which plan it was.
    private static readonly byte[] Removed = Encoding.UTF8.GetBytes(
        "query CalendarOfRemoved($after: String) { changes(first: 100, after: $after, where: { subject: { eq: DEADLINE }, kind: { eq: DELETED } }) { nodes { subjectId before } pageInfo { hasNextPage endCursor } } }");

    private static readonly byte[] TasksOfRemoved = Encoding.UTF8.GetBytes(
        "query CalendarOfRemovedTasks($ids: [ID!]!) { nodes(ids: $ids) { ... on Task { id label title version updatedAt plan { code } } } }");

    private static readonly Refusal NotFound = new(StatusCodes.Status404NotFound, new(ErrorCodes.NotFound, new(
        "There is no such calendar: its address was revoked, has expired or was never made. Make a new one on the page of the plan.",
        "Không có lịch này: địa chỉ đã bị thu hồi, đã hết hạn hoặc chưa từng được tạo. Hãy tạo địa chỉ mới trên trang kế hoạch.")));

    private static readonly Refusal TooOften = new(StatusCodes.Status429TooManyRequests, new(ErrorCodes.TooManyRequests, new(
        $"This calendar is read at most {RequestsPerMinute} times a minute.", $"Lịch này chỉ được đọc tối đa {RequestsPerMinute} lần mỗi phút.")));

    private static readonly Refusal BadParameter = Refusal.Invalid(
        "The only parameter is lang: vi or en.", "Chỉ có tham số lang: vi hoặc en.");

    private readonly CallerBudget limit = new(
        new GraphQLOptions { CostPerMinute = RequestsPerMinute }, context => Caller.Anonymous with { Subject = context.Features.Get<CalendarKey>()!.Id }, time);

    /// <summary>A new key, as it stands in the address.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What is kept of a key.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public Task HandleAsync(HttpContext context)
    {
        // The key alone says who asks, whatever came beside it.
        context.Features.Set(Caller.Anonymous);
        var request = new RequestContext(context, time.GetTimestamp()) { ReportsCost = false, ReadOnly = true };
        return records.RecordAsync(request, Route, OperationKind.Query, () => AnswerAsync(request));
    }

    private async Task AnswerAsync(RequestContext request)
    {
        // 1.
        var context = request.Context;
        if (await Problem.RefuseMethodAsync(context))
        {
            request.ErrorCode = ErrorCodes.InvalidRequest;
            return;
        }

        var refusal = LanguageOf(context) is not { } language ? BadParameter : budget.Enter(context) ?? await OpenAsync(request) ?? await SendAsync(request, language);
        if (refusal is not null)
        {
            await request.WriteProblemAsync(refusal);
        }
    }

    // As asked for; a program that asks for nothing is an official's.
    private static Language? LanguageOf(HttpContext context)
    {
        var (parameters, accepted) = (context.Request.Query, context.Request.Headers.AcceptLanguage);
        return parameters.Count == 0 ? accepted.Count > 0 ? AcceptedLanguage.Of(accepted) : Language.Vietnamese
            : parameters.Count == 1 && parameters[LanguageParameter] is [var named] && named is "vi" or "en" ? AcceptedLanguage.Of(named)
            : null;
    }

    // 2. and 3.
    private async Task<Refusal?> OpenAsync(RequestContext request)
    {
        var context = request.Context;
        var given = (string)context.GetRouteValue("key")!;
        if (given.Length != KeyLength || await keys.FindAsync(HashOf(given), request.Aborted) is not { } key)
        {
            budget.Charge(context, FailedTry);
            return NotFound;
        }

        context.Features.Set(key);
        if (limit.Enter(context) is not null)
        {
            return TooOften;
        }

        request.ActFor(new Caller(key.Subject, key.CallerName, (Role)key.Roles, key.CallerAgency, key.ExpiresAt));
        return budget.Enter(context);
    }

    // 4. and 5.
    private async Task<Refusal?> SendAsync(RequestContext request, Language language)
    {
        var key = request.Context.Features.Get<CalendarKey>()!;
        if (await CalendarSubject.FindAsync(queries, request, key.PlanCode, key.AgencyCode) is not { } subject)
        {
            return null;
        }

        var envelope = ServerQueries.EnvelopeOf(Deadlines, new JsonObject { ["where"] = WhereOf(key) });
        using var execution = await executor.ExecuteAsync(request, envelope);
        var response = execution.Response!;
        if (response.ErrorCode is not null || !response.HasData)
        {
            await Problem.WriteAsync(request.Context, response, request.TraceId);
            return null;
        }

        if (await RemovedAsync(request, subject) is not { } removed)
        {
            return null;
        }

        var http = request.Context.Request;
        var calendar = new DeadlineCalendar(subject.CalendarName(language), language, $"{http.Scheme}://{http.Host}{http.PathBase}/");
        foreach (var (id, dueOn, task) in removed)
        {
            calendar.AddRemoved(id, dueOn, task);
        }

        return await sender.SendAsync(request, new CalendarSource(rows, request.RequestOf(envelope), response.Body, calendar, language, subject.Code));
    }

    private static JsonObject WhereOf(CalendarKey key)
    {
        if (key.PlanCode is { } plan)
        {
            return new() { ["task"] = new JsonObject { ["plan"] = new JsonObject { ["code"] = Equal(plan) } } };
        }

        // Those that it must see to: the tasks that it leads, alone or with others. A draft gives nobody anything to do.
        var code = new JsonObject { ["code"] = Equal(key.AgencyCode!) };
        return new()
        {
            ["task"] = new JsonObject
            {
                ["plan"] = new JsonObject { ["status"] = new JsonObject { ["neq"] = "DRAFT" } },
                ["or"] = new JsonArray(
                    new JsonObject { ["leadAgency"] = code }, new JsonObject { ["coLeads"] = new JsonObject { ["some"] = code.DeepClone() } }),
            },
        };

        static JsonObject Equal(string value) => new() { ["eq"] = value };
    }

    // Null where it failed, and that has been told. A task that went with its deadline, as when a draft is imported again, leaves nothing to tell of.
    private async Task<IReadOnlyList<(string Id, string DueOn, JsonElement Task)>?> RemovedAsync(RequestContext request, CalendarSubject subject)
    {
        var found = new List<(string Id, string DueOn, JsonElement Task)>();
        if (!subject.IsDraft || !request.Caller.HasAny(Permissions.ReadsValues))
        {
            return found;
        }

        string? after = null;
        do
        {
            if (await queries.AskAsync(request, Removed, new JsonObject { ["after"] = after }) is not { } data)
            {
                return null;
            }

            var page = data.GetProperty("changes");
            var changes = page.GetProperty("nodes").EnumerateArray()
                .Select(change => (Id: change.GetProperty("subjectId").GetString()!, Before: JsonDocument.Parse(change.GetProperty("before").GetString()!).RootElement)).ToList();
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
            if (changes.Count == 0)
            {
                break;
            }

            // Changes name what they refer to by its key.
            var ids = new JsonArray([.. changes.Select(change => (JsonNode)new GlobalId("Task", change.Before.GetProperty("task").GetInt64()).ToString())]);
            if (await queries.AskAsync(request, TasksOfRemoved, new JsonObject { ["ids"] = ids }) is not { } tasks)
            {
                return null;
            }

            found.AddRange(changes.Zip(tasks.GetProperty("nodes").EnumerateArray())
                .Where(pair => pair.Second.ValueKind == JsonValueKind.Object && pair.Second.GetProperty("plan").GetProperty("code").GetString() == subject.Code)
                .Select(pair => (pair.First.Id, pair.First.Before.GetProperty("dueOn").GetString()!, pair.Second)));
        }
        while (after is not null);
        return found;
    }

    /// <summary>The rows as they are read, and at the end the file: an event is small, and its writer wants all of them.</summary>
    private sealed class CalendarSource(
        IRowExecutor executor, GraphQLRequest request, ReadOnlyMemory<byte> body, DeadlineCalendar calendar, Language language, string name) : StreamSource
    {
        // The latest are kept: whoever has ten thousand deadlines looks ahead.
        private const int MostEvents = 10_000;

        private RowStream? stream;

        public override string FileName => $"{name}.ics";

        public override string ContentType => "text/calendar; charset=utf-8";

        public override string Tag => $"{stream!.Tag}.{language}.ics";

        public override long Rows => calendar.Count;

        public override int Statements => stream?.Statements ?? 0;

        // The ordinary response has been charged.
        public override double FieldCost => stream?.FieldCost ?? 0;

        public override async ValueTask<Refusal?> OpenAsync(RequestContext requestContext, CancellationToken cancellationToken)
        {
            stream = await executor.OpenAsync(request, body, cancellationToken);
            return stream.Refusal is { } error ? new Refusal(StatusCodes.Status400BadRequest, error) : null;
        }

        public override async ValueTask BeginAsync(CancellationToken cancellationToken)
        {
            while (calendar.Count < MostEvents && await stream!.ReadAsync(cancellationToken) is { } page)
            {
                foreach (var deadline in page)
                {
                    calendar.Add(deadline);
                }
            }
        }

        public override ValueTask WriteAsync(Stream target, Func<ValueTask> handOn, CancellationToken cancellationToken)
        {
            target.Write(calendar.ToUtf8());
            return handOn();
        }

        public override ValueTask DisposeAsync() => stream?.DisposeAsync() ?? default;
    }
}
