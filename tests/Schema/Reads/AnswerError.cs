using System.Text.Json;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>An error of an answer.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">The path with dots, e.g. plans.nodes.0.tasks; empty without one.</param>
/// <param name="Json">The whole error.</param>
internal sealed record AnswerError(string Code, string Path, JsonElement Json)
{
    /// <summary>What <c>extensions</c> says under a name.</summary>
    public JsonElement this[string name] => Json.GetProperty("extensions").GetProperty(name);

    /// <summary>All errors of an answer, in its order.</summary>
    public static IReadOnlyList<AnswerError> Of(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => new AnswerError(CodeOf(error), PathOf(error), error))]
            : [];

    /// <summary>The one error of an answer.</summary>
    public static AnswerError Single(JsonElement answer)
    {
        var errors = Of(answer);
        Assert.True(errors.Count == 1, answer.GetRawText());
        return errors[0];
    }

    private static string CodeOf(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString()!;

    private static string PathOf(JsonElement error) =>
        error.TryGetProperty("path", out var path) ? string.Join('.', path.EnumerateArray().Select(part => part.ToString())) : "";
}
