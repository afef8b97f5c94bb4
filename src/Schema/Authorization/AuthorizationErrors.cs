using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Authorization;

/// <summary>The two refusals. Their messages are Hot Chocolate's.</summary>
public static class AuthorizationErrors
{
    /// <summary>No token.</summary>
    public static readonly GraphQLError NotAuthenticated = new(ErrorCodes.NotAuthenticated, new(
        "The current user is not authenticated; send a token: Authorization: Bearer …",
        "Người dùng chưa đăng nhập; hãy gửi mã truy cập: Authorization: Bearer …"));

    /// <summary>A token without the role.</summary>
    public static readonly GraphQLError NotAuthorized = new(ErrorCodes.NotAuthorized, new(
        "The current user is not authorized to access this resource.",
        "Người dùng hiện tại không có quyền truy cập tài nguyên này."));

    /// <summary>The one that fits the caller.</summary>
    public static GraphQLError For(Caller caller) => caller.IsAuthenticated ? NotAuthorized : NotAuthenticated;
}
