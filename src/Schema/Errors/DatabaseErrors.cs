namespace KGPlanGraph.Schema.Errors;

/// <summary>What a caller hears when the database cannot do its part: HTTP 503.</summary>
public static class DatabaseErrors
{
    /// <summary>Nothing was read or written.</summary>
    public static readonly GraphQLError Away = new(ErrorCodes.UnexpectedFault, new(
        "The database is out of reach; try again shortly.", "Không kết nối được cơ sở dữ liệu; hãy thử lại sau ít phút."));

    /// <summary>A mutation of which the server does not know whether it was done.</summary>
    public static readonly GraphQLError OutcomeUnknown = new(ErrorCodes.UnexpectedFault, new(
        "The database was lost before it confirmed the change, which may have been made: send it again with the same idempotencyKey, or look first.",
        "Mất kết nối cơ sở dữ liệu trước khi thay đổi được xác nhận, thay đổi có thể đã được ghi: hãy gửi lại với cùng idempotencyKey, hoặc kiểm tra trước."));
}
