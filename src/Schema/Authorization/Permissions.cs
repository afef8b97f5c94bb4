using System.Collections.Frozen;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Authorization;

/// <summary>
/// Who may do what, said once (domain.md, "Who may do what"). Which rows exist for whom is in each type's <c>Visible</c>,
/// in terms of these.
/// </summary>
public static class Permissions
{
    /// <summary>Reads at all.</summary>
    public const Role Read = Role.Reader | Role.Agency | Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Sees draft plans and all that is in them.</summary>
    public const Role SeesDrafts = Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Sees every report and amendment, whatever its state.</summary>
    public const Role SeesAllReports = Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Reads a report's obstacles, proposals, review note and persons, an amendment's proposer, a change's actor.</summary>
    public const Role ReadsInternals = Role.Agency | Role.Coordinator | Role.Approver | Role.Admin;

    /// <summary>Reads a change's values before and after.</summary>
    public const Role ReadsValues = Role.Coordinator | Role.Admin;

    private static readonly Lazy<FrozenDictionary<string, Role>> OfMutations = new(ReadMutations);

    /// <summary>Each mutation's roles, by its field name: what <c>@authorize</c> says in the schema.</summary>
    public static IReadOnlyDictionary<string, Role> Mutations => OfMutations.Value;

    private static FrozenDictionary<string, Role> ReadMutations() => SchemaDocument.Ast.Definitions.OfType<GraphQLObjectTypeDefinition>()
        .Single(type => type.Name.StringValue == "Mutation").Fields!.Items
        .ToFrozenDictionary(field => field.Name.StringValue, RolesOf);

    // A mutation without @authorize would be everybody's: it ends the start instead.
    private static Role RolesOf(GraphQLFieldDefinition field)
    {
        var roles = field.Directives?.Items.Find(directive => directive.Name.StringValue == "authorize")?.Arguments?.Items.Find(argument => argument.Name.StringValue == "roles")?.Value;
        return roles is GraphQLListValue { Values: { Count: > 0 } names }
            ? names.Cast<GraphQLStringValue>().Aggregate(Role.None, (all, name) => all | Enum.Parse<Role>(name.Value.Span, ignoreCase: true))
            : throw new InvalidOperationException($"Mutation.{field.Name.StringValue} has no @authorize.");
    }
}

/// <summary>The two refusals. Their first sentences are Hot Chocolate's.</summary>
public static class AuthorizationErrors
{
    /// <summary>No token.</summary>
    public static readonly GraphQLError NotAuthenticated = new(ErrorCodes.NotAuthenticated, new(
        "The current user is not authenticated; send a token: Authorization: Bearer …",
        "Người dùng chưa đăng nhập; hãy gửi mã truy cập: Authorization: Bearer …"));

    /// <summary>The one that fits the caller, who has none of <paramref name="needed"/>.</summary>
    public static GraphQLError For(Caller caller, Role needed) => caller.IsAuthenticated
        ? new(ErrorCodes.NotAuthorized, new(
            $"The current user is not authorized to access this resource. It needs the role {Names(needed, "or", "")}; the token has {Names(caller.Roles, "and", "no role that the service knows")}.",
            $"Người dùng hiện tại không có quyền truy cập tài nguyên này. Cần vai trò {Names(needed, "hoặc", "")}; mã truy cập {(caller.Roles == Role.None ? "" : "có ")}{Names(caller.Roles, "và", "không có vai trò nào mà hệ thống biết")}."))
        : NotAuthenticated;

    private static string Names(Role roles, string conjunction, string none)
    {
        var names = Enum.GetValues<Role>().Where(role => role != Role.None && roles.HasFlag(role)).Select(role => role.ToString().ToUpperInvariant()).ToList();
        return names switch
        {
            [] => none,
            [var only] => only,
            [.. var first, var last] => $"{string.Join(", ", first)} {conjunction} {last}",
        };
    }
}
