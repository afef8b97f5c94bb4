namespace KGPlanGraph.Schema.Errors;

/// <summary>Every code that <c>extensions.code</c> can carry. Hot Chocolate's own, so that its clients know them.</summary>
public static class ErrorCodes
{
    public const string UnexpectedFault = "HC0008";
    public const string InvalidRequest = "HC0009";
    public const string NoDocument = "HC0012";
    public const string DocumentSyntax = "HC0014";
    public const string InvalidVariable = "HC0016";
    public const string NonNullViolation = "HC0018";
    public const string PersistedOperationNotFound = "HC0020";
    public const string NullOperand = "HC0026";
    public const string TimedOut = "HC0045";
    public const string IntrospectionNotAllowed = "HC0046";
    public const string TooCostly = "HC0047";
    public const string PageTooLarge = "HC0051";
    public const string OneKeyPerSortObject = "HC0054";
    public const string OnlyPersistedOperations = "HC0067";
    public const string TooManyIds = "HC0076";
    public const string InvalidCursor = "HC0078";
    public const string InvalidPaging = "HC0079";
    public const string TooDeep = "HC0086";

    /// <summary>The caller has spent its cost points for now: HTTP 429.</summary>
    public const string TooManyRequests = "TOO_MANY_REQUESTS";

    /// <summary>More requests at once than the server runs and queues, or others changed what a document is read by, again and again: HTTP 503.</summary>
    public const string ServerBusy = "SERVER_BUSY";

    /// <summary>A mutation of which the server cannot say what became of it, or whose result could not be read: HTTP 503.</summary>
    public const string OutcomeUnknown = "OUTCOME_UNKNOWN";

    /// <summary>A cursor of the change feed, or an event's id, lies behind changes that the database no longer holds.</summary>
    public const string ChangesLost = "CHANGES_LOST";

    /// <summary>A subscription to a task that does not exist for the caller.</summary>
    public const string TaskNotFound = "TASK_NOT_FOUND";

    /// <summary>A subscriber took its events more slowly than they came, and more were waiting than the server keeps.</summary>
    public const string SubscriptionTooSlow = "SUBSCRIPTION_TOO_SLOW";

    /// <summary>At an address of its own: the object does not exist, or not for the caller. HTTP 404.</summary>
    public const string NotFound = "NOT_FOUND";

    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";
}

/// <summary>What a caller hears when the database cannot do its part: HTTP 503.</summary>
public static class DatabaseErrors
{
    /// <summary>Nothing was read or written.</summary>
    public static readonly GraphQLError Unavailable = new(ErrorCodes.UnexpectedFault, new(
        "The database is out of reach; try again shortly.", "Không kết nối được cơ sở dữ liệu; hãy thử lại sau ít phút."));

    /// <summary>A mutation of which the server does not know whether it was done, or of which it could not read the result.</summary>
    public static readonly GraphQLError OutcomeUnknown = new(ErrorCodes.OutcomeUnknown, new(
        "The outcome is unknown: the change may have been made, but its result could not be read. Send it again with the same idempotencyKey, or check the object first.",
        "Chưa rõ kết quả: thay đổi có thể đã được ghi nhưng không đọc được kết quả. Hãy gửi lại với cùng idempotencyKey, hoặc kiểm tra trước."));

    /// <summary>A document was read several times, and each time the registers changed meanwhile.</summary>
    public static readonly GraphQLError RegistersChanged = new(ErrorCodes.ServerBusy, new(
        "The register of agencies or localities kept changing while the document was read. Nothing was written; try again shortly.",
        "Danh mục cơ quan hoặc địa bàn liên tục thay đổi trong khi đọc văn bản. Chưa có gì được ghi; hãy thử lại sau ít phút."));

    /// <summary>A mutation of several that was stopped before it was committed.</summary>
    public static readonly GraphQLError NotDone = new(ErrorCodes.TimedOut, new(
        "The request took too long; this change was not made.", "Yêu cầu quá thời gian; thay đổi này chưa được thực hiện."));
}
