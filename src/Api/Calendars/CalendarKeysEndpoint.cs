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
using KGPlanGraph.Schema.Requests;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Api.Calendars;

/// <summary>
/// <c>/api/v1/calendar-keys</c>: makes (POST), lists (GET) and revokes (DELETE, with the id) the keys of calendars. A key is told once, when it is made. It has the rights that its maker
/// has then: later changes of the account do not reach it, which is why it ends within a year, and why an ADMIN sees and revokes all of them.
/// </summary>
internal sealed class CalendarKeysEndpoint(CalendarKeyStore keys, ServerQueries queries, CallerBudget budget, RequestRecords records, TimeProvider time)
{
    public const string Route = "/api/v1/calendar-keys";
    public const string OneRoute = $"{Route}/{{id}}";

    /// <summary>Days for which a key is good at most, and unless less is asked for.</summary>
    public const int LongestDays = 365;

    /// <summary>Keys that one person has at most.</summary>
    public const int MostKeys = 50;

    /// <summary>The longest name of a key.</summary>
    public const int LongestName = 200;

    private const int LongestBody = 4_096;
    private const string AllMethods = "GET, HEAD, POST";

    private static readonly Refusal NoSubject = new(StatusCodes.Status404NotFound, new(ErrorCodes.NotFound, new(
        "The plan or agency does not exist, or you may not see it.", "Không có kế hoạch hoặc cơ quan này, hoặc tài khoản không được xem.")));

    private static readonly Refusal NoKey = new(StatusCodes.Status404NotFound, new(ErrorCodes.NotFound, new(
        "There is no such key of yours.", "Tài khoản không có khóa lịch này.")));

    private static readonly Refusal BadBody = Refusal.Invalid(
        "The body must be JSON: {\"plan\": CODE} or {\"agency\": CODE}, with \"name\" (at most 200 characters) and \"expiresInDays\" (1 to 365) where wanted, and nothing else.",
        "Nội dung phải là JSON: {\"plan\": MÃ} hoặc {\"agency\": MÃ}, có thể kèm \"name\" (tối đa 200 ký tự) và \"expiresInDays\" (1 đến 365), không có gì khác.");

    private static readonly Refusal TooMany = Refusal.Invalid(
        StatusCodes.Status409Conflict, $"You have {MostKeys} keys; revoke one first.", $"Tài khoản đã có {MostKeys} khóa lịch; hãy thu hồi bớt.");

    /// <summary>Answers <see cref="Route"/>.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        var isRead = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        return AnswerAsync(context, Route, isPost || isRead ? null : AllMethods, request => isPost ? MakeAsync(request) : ListAsync(request));
    }

    /// <summary>Answers <see cref="OneRoute"/>.</summary>
    public Task HandleOneAsync(HttpContext context) =>
        AnswerAsync(context, OneRoute, HttpMethods.IsDelete(context.Request.Method) ? null : HttpMethods.Delete, RevokeAsync);

    private Task AnswerAsync(HttpContext context, string route, string? otherMethods, Func<RequestContext, Task<Refusal?>> answer)
    {
        var request = new RequestContext(context, time.GetTimestamp()) { ReportsCost = false, ReadOnly = true };
        var kind = HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsDelete(context.Request.Method) ? OperationKind.Mutation : OperationKind.Query;
        return records.RecordAsync(request, route, kind, async () =>
        {
            if ((RefusalOf(request, otherMethods) ?? await answer(request)) is { } refusal)
            {
                await request.WriteProblemAsync(refusal);
            }

            // What was looked up on the way was a query.
            request.Kind = kind;
        });
    }

    private Refusal? RefusalOf(RequestContext request, string? otherMethods)
    {
        var context = request.Context;
        if (otherMethods is not null)
        {
            context.Response.Headers.Allow = otherMethods;
            return Refusal.Invalid(StatusCodes.Status405MethodNotAllowed, $"This address answers {otherMethods} only.", $"Địa chỉ này chỉ nhận {otherMethods}.");
        }

        if (!request.Caller.IsAuthenticated)
        {
            return Refusal.NotSignedIn;
        }

        return request.Caller.HasAny(Permissions.Read)
            ? budget.Enter(context)
            : new Refusal(StatusCodes.Status403Forbidden, AuthorizationErrors.For(request.Caller, Permissions.Read));
    }

    private async Task<Refusal?> MakeAsync(RequestContext request)
    {
        if (await ReadAsync(request.Context) is not { } wanted)
        {
            return BadBody;
        }

        if (await CalendarSubject.FindAsync(queries, request, wanted.Plan, wanted.Agency) is not { } subject)
        {
            return null;
        }

        if (subject.Title is null)
        {
            return NoSubject;
        }

        var (caller, key, now) = (request.Caller, CalendarEndpoint.NewKey(), time.GetUtcNow());
        var row = new CalendarKey
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Hash = CalendarEndpoint.HashOf(key),
            Subject = caller.Subject!,
            CallerName = caller.Name,
            Roles = (short)caller.Roles,
            CallerAgency = caller.AgencyCode,
            PlanCode = wanted.Plan,
            AgencyCode = wanted.Agency,
            Name = wanted.Name,
            CreatedAt = now,
            ExpiresAt = now.AddDays(wanted.Days),
        };
        if (!await keys.AddAsync(row, MostKeys, request.Aborted))
        {
            return TooMany;
        }

        var (http, made) = (request.Context.Request, JsonOf(row));
        var path = CalendarEndpoint.Route.Replace("{key}", key, StringComparison.Ordinal);
        made["key"] = key;
        made["url"] = $"{http.Scheme}://{http.Host}{http.PathBase}{path}";
        request.Context.Response.Headers.Location = $"{http.PathBase}{Route}/{row.Id}";
        await WriteAsync(request.Context, StatusCodes.Status201Created, made);
        return null;
    }

    private async Task<Refusal?> ListAsync(RequestContext request)
    {
        var all = await keys.ListAsync(request.Caller.HasAny(Role.Admin) ? null : request.Caller.Subject, request.Aborted);
        await WriteAsync(request.Context, StatusCodes.Status200OK, new JsonObject { ["nodes"] = new JsonArray([.. all.Select(JsonOf)]) });
        return null;
    }

    private async Task<Refusal?> RevokeAsync(RequestContext request)
    {
        var id = (string)request.Context.GetRouteValue("id")!;
        if (!await keys.RemoveAsync(id, request.Caller.HasAny(Role.Admin) ? null : request.Caller.Subject, request.Aborted))
        {
            return NoKey;
        }

        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
        ResponseWriter.WriteCaching(request.Context.Response.Headers, null);
        return null;
    }

    private static JsonObject JsonOf(CalendarKey key) => new()
    {
        ["id"] = key.Id,
        ["plan"] = key.PlanCode,
        ["agency"] = key.AgencyCode,
        ["name"] = key.Name,
        ["createdBy"] = key.CallerName ?? key.Subject,
        ["createdAt"] = DateTimeScalar.Print(key.CreatedAt),
        ["expiresAt"] = DateTimeScalar.Print(key.ExpiresAt),
    };

    private static Task WriteAsync(HttpContext context, int status, JsonObject json) =>
        ResponseWriter.WriteAsync(context, status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(json, ServerQueries.Readable), null);

    // Null where it is not what it must be.
    private static async Task<Wanted?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType() || await FileBody.ReadAsync(context, LongestBody) is not { } body)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(body) is JsonObject json ? Wanted.Of(json) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private sealed record Wanted(string? Plan, string? Agency, string? Name, int Days)
    {
        private static readonly string[] Members = ["plan", "agency", "name", "expiresInDays"];

        /// <exception cref="InvalidOperationException">A member is of another type.</exception>
        public static Wanted? Of(JsonObject json)
        {
            var (plan, agency, name) = (Text("plan"), Text("agency"), Text("name"));
            var days = json["expiresInDays"]?.GetValue<int>() ?? LongestDays;
            var isGood = json.All(member => Members.Contains(member.Key)) && plan is null != agency is null && days is >= 1 and <= LongestDays
                && (name?.Length ?? 0) <= LongestName && (plan + agency + name).IndexOf('\0', StringComparison.Ordinal) < 0;
            return isGood ? new(plan, agency, name, days) : null;

            string? Text(string member) => json[member]?.GetValue<string>().Trim() is { Length: > 0 } text ? text.Normalize() : null;
        }
    }
}

/// <summary>Registers and maps the calendars and their keys.</summary>
internal static class CalendarRegistration
{
    public static WebApplicationBuilder AddCalendars(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CalendarEndpoint>();
        builder.Services.AddSingleton<CalendarKeysEndpoint>();
        return builder;
    }

    public static void MapCalendars(this IEndpointRouteBuilder endpoints)
    {
        var calendar = new Lazy<CalendarEndpoint>(endpoints.ServiceProvider.GetRequiredService<CalendarEndpoint>);
        var keys = new Lazy<CalendarKeysEndpoint>(endpoints.ServiceProvider.GetRequiredService<CalendarKeysEndpoint>);
        endpoints.Map(CalendarEndpoint.Route, context => calendar.Value.HandleAsync(context)).WithMetadata(new Problem.Metadata());
        endpoints.Map(CalendarKeysEndpoint.Route, context => keys.Value.HandleAsync(context)).WithMetadata(new Problem.Metadata(), BoundedBody.Metadata);
        endpoints.Map(CalendarKeysEndpoint.OneRoute, context => keys.Value.HandleOneAsync(context)).WithMetadata(new Problem.Metadata());
    }
}
