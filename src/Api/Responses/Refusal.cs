using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Api.Responses;

/// <summary>A request that is not executed, and why.</summary>
/// <param name="Status">
/// The HTTP status; null where it is a well-formed GraphQL request, whose status depends on the media type: 200 as <c>application/json</c>, else 400.
/// </param>
/// <param name="Error">The answer's only error.</param>
internal sealed record Refusal(int? Status, GraphQLError Error)
{
    public static readonly Refusal NoDocument = new(StatusCodes.Status400BadRequest, new(ErrorCodes.NoDocument, new(
        "The request has neither a query nor the id of a document.", "Yêu cầu không có truy vấn và cũng không có mã truy vấn.")));

    public static readonly Refusal EmptyDocument = NoDocument with { Status = null };

    public static readonly Refusal BodyTooLarge = Invalid(StatusCodes.Status413PayloadTooLarge,
        "The body is larger than 1 MiB.", "Nội dung yêu cầu lớn hơn 1 MiB.");

    /// <summary>Of addresses that answer nobody without a token.</summary>
    public static readonly Refusal NotSignedIn = new(StatusCodes.Status401Unauthorized, new(ErrorCodes.NotAuthenticated, new(
        "This address needs a token: Authorization: Bearer ….", "Địa chỉ này cần mã truy cập: Authorization: Bearer ….")));

    public static readonly Refusal NoMediaType = Invalid(StatusCodes.Status406NotAcceptable,
        "Accept takes none of application/graphql-response+json, application/json and text/event-stream; multipart answers are not made.",
        "Accept không nhận application/graphql-response+json, application/json hay text/event-stream; không có trả lời multipart.");

    public static readonly Refusal NoEventStream = Invalid(StatusCodes.Status406NotAcceptable,
        "A subscription is answered as text/event-stream, which Accept does not take, or over a WebSocket (graphql-transport-ws).",
        "Subscription được trả lời bằng text/event-stream, mà Accept không nhận, hoặc qua WebSocket (graphql-transport-ws).");

    /// <summary>Rows were asked for, of what has none.</summary>
    public static readonly Refusal NoRows = Refusal.Invalid(StatusCodes.Status406NotAcceptable,
        "Only a query with one root field that is a list is answered in rows; ask for application/json.",
        "Chỉ truy vấn có một trường gốc là danh sách mới trả lời theo dòng; hãy dùng application/json.");

    public static readonly Refusal NotJson = Invalid(StatusCodes.Status415UnsupportedMediaType,
        "The body must be sent as Content-Type: application/json in UTF-8, without Content-Encoding.",
        "Nội dung phải được gửi với Content-Type: application/json, mã UTF-8, không có Content-Encoding.");

    public static readonly Refusal NotUtf8 = Invalid("The request is not valid UTF-8.", "Yêu cầu không phải UTF-8 hợp lệ.");

    public static readonly Refusal NoText = Invalid(
        "A string holds U+0000 or half a surrogate pair.", "Có chuỗi chứa U+0000 hoặc nửa cặp thay thế.");

    public static readonly Refusal UnknownDocument = new(null, new(ErrorCodes.PersistedOperationNotFound, new(
        // The text that Apollo's clients look for before they send the whole document.
        "PersistedQueryNotFound", "PersistedQueryNotFound")));

    public static readonly Refusal OnlyTrusted = new(null, new(ErrorCodes.OnlyPersistedOperations, new(
        "Only trusted documents are executed here; send the id of one.", "Máy chủ chỉ xử lý các truy vấn đã đăng ký; hãy gửi mã của một truy vấn.")));

    public static readonly Refusal NoBatches = Invalid(
        "A list of requests is not accepted; send one request.", "Không nhận danh sách yêu cầu; hãy gửi từng yêu cầu.");

    public static readonly Refusal NoSubscriptionInList = Invalid(
        "A list of requests may not contain a subscription.", "Danh sách yêu cầu không được chứa subscription.");

    public static Refusal Invalid(string english, string vietnamese) => Invalid(StatusCodes.Status400BadRequest, english, vietnamese);

    public static Refusal Invalid(int status, string english, string vietnamese) =>
        new(status, new(ErrorCodes.InvalidRequest, new(english, vietnamese)));

    /// <summary>The answer that says so.</summary>
    public GraphQLResponse In(Language language) => BufferedResponse.Refused([Error], language, statusCode: Status);
}
