using System.Buffers;
using System.Text.Json;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Rows;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;
using Microsoft.AspNetCore.WebUtilities;

namespace KGPlanGraph.Api.Addresses;

/// <summary>
/// Answers a request to an address: its trusted document runs as at <c>/graphql</c>, and the value of its root field is the answer.
/// <code>
/// 1. Method, token, budget
/// 2. Format      the ending, else ?format=, else Accept
/// 3. Variables   from path and query string, by their types
/// 4. Execute     as RequestExecutor does: admission, time, rights, cost
/// 5. Write       the value, or one problem: never a part
/// 6. Record      under the route
/// </code>
/// </summary>
internal sealed class AddressHandler(RequestExecutor executor, RowSender rows, CallerBudget budget, RequestRecords records, TimeProvider time)
{
    private const string Versions = "/api/v1/";

    private static readonly Refusal NotFound = new(StatusCodes.Status404NotFound, new(ErrorCodes.NotFound, new(
        "The object does not exist, or you may not see it.", "Không có đối tượng này, hoặc tài khoản không được xem.")));

    private static readonly Refusal NoFormat = Refusal.Invalid(StatusCodes.Status406NotAcceptable,
        $"Accept takes none of application/json, {RowFormats.Csv}, {RowFormats.JsonLines} and {RowFormats.Xlsx}.",
        $"Accept không nhận application/json, {RowFormats.Csv}, {RowFormats.JsonLines} hay {RowFormats.Xlsx}.");

    /// <param name="context">The request.</param>
    /// <param name="address">What its route leads to.</param>
    /// <param name="ending">The format that the path ends in; null where it ends in none, or in a variable.</param>
    public Task HandleAsync(HttpContext context, Address address, RowFormat? ending)
    {
        var requestContext = new RequestContext(context, time.GetTimestamp()) { ReportsCost = false, ReadOnly = true };
        // 6.
        return records.RecordAsync(requestContext, address.Route, OperationKind.Query, () => AnswerAsync(requestContext, address, ending), address.DocumentId);
    }

    private async Task AnswerAsync(RequestContext requestContext, Address address, RowFormat? ending)
    {
        // 1.
        var context = requestContext.Context;
        if (await Problem.RefuseMethodAsync(context))
        {
            requestContext.ErrorCode = ErrorCodes.InvalidRequest;
            return;
        }

        if (!requestContext.Caller.IsAuthenticated)
        {
            await requestContext.WriteProblemAsync(Refusal.NotSignedIn);
            return;
        }

        if (budget.Enter(context) is { } spent)
        {
            await requestContext.WriteProblemAsync(spent);
            return;
        }

        // 2. and 3.
        var variables = new ArrayBufferWriter<byte>();
        var (format, refusal) = ReadRequest(context, address, ending, variables);
        if (refusal is not null)
        {
            await requestContext.WriteProblemAsync(refusal);
            return;
        }

        await AnswerAsync(requestContext, address, format, variables.WrittenMemory);
    }

    private async Task AnswerAsync(RequestContext requestContext, Address address, RowFormat format, ReadOnlyMemory<byte> variables)
    {
        // 4.
        var envelope = new Envelope { DocumentId = address.DocumentId, OperationName = address.Name, Variables = variables };
        using var execution = await executor.ExecuteAsync(requestContext, envelope);
        // 5.
        var response = execution.Response!;
        if (response.ErrorCode is not null || !response.HasData)
        {
            await Problem.WriteAsync(requestContext.Context, response, requestContext.TraceId);
            return;
        }

        if (format != RowFormat.Json)
        {
            var request = requestContext.RequestOf(envelope);
            var refusal = await rows.IsListAsync(request) is true
                ? await rows.SendAsync(requestContext, request, response.Body, format, FileName(requestContext.Context.Request.Path))
                : Refusal.NoRows;
            await (refusal is null ? Task.CompletedTask : requestContext.WriteProblemAsync(refusal));
            return;
        }

        var value = RootValue.Of(response.Body);
        if (value.Span.SequenceEqual("null"u8))
        {
            await requestContext.WriteProblemAsync(NotFound);
            return;
        }

        await ResponseWriter.WriteAsync(
            requestContext.Context, StatusCodes.Status200OK, "application/json; charset=utf-8", value, response.EntityTag);
    }

    private static (RowFormat Format, Refusal? Refusal) ReadRequest(HttpContext context, Address address, RowFormat? ending, ArrayBufferWriter<byte> variables)
    {
        var query = new List<KeyValuePair<string, string>>();
        string? named = null;
        foreach (var pair in new QueryStringEnumerable(context.Request.QueryString.Value))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            if (name != Address.FormatParameter)
            {
                query.Add(new(name, value));
            }
            else if (named is not null || RowFormats.Of(value) is null)
            {
                return (default, Bad(AddressParameter.Unreadable(name, string.Join(", ", RowFormats.Names), value)));
            }
            else
            {
                named = value;
            }
        }

        var path = PathOf(context, address, named is null, ref ending);
        var format = named is not null ? RowFormats.Of(named) : ending ?? RowFormats.Accepted(context.Request.Headers.Accept, address.Shape != RootShape.Object);
        if (format is null)
        {
            return (default, NoFormat);
        }

        if (format != RowFormat.Json && address.Shape == RootShape.Object)
        {
            return (default, Refusal.NoRows);
        }

        using var json = new Utf8JsonWriter(variables);
        return (format.Value, address.WriteVariables(path, query, json) is { } fault ? Bad(fault) : null);
    }

    // The values of the route's variables. The last one may carry the ending, unless ?format= says that it is part of the value.
    private static Func<string, string?> PathOf(HttpContext context, Address address, bool takesEnding, ref RowFormat? ending)
    {
        if (!takesEnding || !address.Route.EndsWith('}'))
        {
            return name => context.GetRouteValue(name) as string;
        }

        var last = address.Parameters.Last(parameter => parameter.IsInPath && address.Route.EndsWith($"{{{parameter.Name}}}", StringComparison.Ordinal)).Name;
        var value = (string)context.GetRouteValue(last)!;
        var dot = value.LastIndexOf('.');
        if (dot > 0 && RowFormats.Of(value[(dot + 1)..]) is { } format)
        {
            ending = format;
            value = value[..dot];
        }

        return name => name == last ? value : context.GetRouteValue(name) as string;
    }

    // /api/v1/plans/KG-CN-2022/tasks.csv is plans-KG-CN-2022-tasks.
    private static string FileName(PathString path)
    {
        var name = path.Value!;
        name = name.StartsWith(Versions, StringComparison.OrdinalIgnoreCase) ? name[Versions.Length..] : name[1..];
        var dot = name.LastIndexOf('.');
        return (dot > 0 && RowFormats.Of(name[(dot + 1)..]) is not null ? name[..dot] : name).Trim('/').Replace('/', '-');
    }

    private static Refusal Bad(GraphQLError error) => new(StatusCodes.Status400BadRequest, error);
}

/// <summary>Finds the value of the only root field in <c>{"data":{"field":…}}</c>.</summary>
internal static class RootValue
{
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span);
        while (reader.Read() && !(reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2))
        {
            if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject)
            {
                return "null"u8.ToArray();
            }
        }

        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }
}
