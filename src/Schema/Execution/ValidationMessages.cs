using GraphQL;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Execution;

/// <summary>Turns graphql-dotnet's validation errors into this server's: its types and codes never reach a caller.</summary>
internal static class ValidationMessages
{
    public static GraphQLError Translate(ExecutionError error)
    {
        var code = error.Message.Contains("oneOf", StringComparison.OrdinalIgnoreCase) ? ErrorCodes.OneKeyPerSortObject : ErrorCodes.InvalidRequest;
        return new GraphQLError(code, new(error.Message, "Yêu cầu không hợp lệ: " + error.Message))
        {
            Locations = [.. (error.Locations ?? []).Select(location => (location.Line, location.Column))],
        };
    }

    /// <summary>The same error without the names that the library suggests: they are the schema's, and not everybody may see it.</summary>
    public static GraphQLError WithoutSuggestions(GraphQLError error)
    {
        var end = error.Message.English.IndexOf(" Did you mean", StringComparison.Ordinal);
        if (end < 0)
            return error;
        var text = error.Message.English[..end];
        return error with { Message = new(text, "Yêu cầu không hợp lệ: " + text) };
    }
}
