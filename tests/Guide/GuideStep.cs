using System.Text.Json.Nodes;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Guide;

/// <summary>One request of the guide.</summary>
/// <param name="Document">The GraphQL document, with the line that names the caller.</param>
/// <param name="Role">Who sends it.</param>
/// <param name="Agency">The agency that the caller acts for.</param>
public sealed record GuideStep(string Document, Role Role, string? Agency)
{
    /// <summary>With places for earlier answers.</summary>
    public JsonNode? Variables { get; set; }

    /// <summary>The data that the guide promises; null where it promises none.</summary>
    public JsonNode? Answer { get; set; }

    /// <summary>Reads a request whose first line is <c># AGENCY for SCT</c>.</summary>
    public static GuideStep Of(string document)
    {
        var words = document.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(document, Enum.Parse<Role>(words[1], ignoreCase: true), words is [_, _, "for", var agency] ? agency : null);
    }
}
