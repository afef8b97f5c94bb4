using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Execution;
using KGPlanGraph.Api.Requests;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Api.Calendars;

/// <summary>The plan or the agency whose deadlines a calendar has, as the caller sees it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Null where the caller may not, or no longer, see it: its calendar is then empty.</param>
/// <param name="IsDraft">Whether it is a plan in draft.</param>
internal sealed record CalendarSubject(string Code, string? Title, bool IsDraft)
{
    private static readonly byte[] Document = Encoding.UTF8.GetBytes(
        """
        query CalendarSubject($plan: String!, $agency: String!, $isPlan: Boolean!) {
          planByCode(code: $plan) @include(if: $isPlan) { title status }
          agencyByCode(code: $agency) @skip(if: $isPlan) { name }
        }
        """);

    /// <summary>Looks it up; null where that failed, and the caller has been told.</summary>
    public static async Task<CalendarSubject?> FindAsync(ServerQueries queries, RequestContext request, string? plan, string? agency)
    {
        var variables = new JsonObject { ["plan"] = plan ?? "", ["agency"] = agency ?? "", ["isPlan"] = plan is not null };
        if (await queries.AskAsync(request, Document, variables) is not { } data)
        {
            return null;
        }

        var found = data.GetProperty(plan is not null ? "planByCode" : "agencyByCode");
        return found.ValueKind == JsonValueKind.Null ? new(plan ?? agency!, null, false)
            : plan is null ? new(agency!, found.GetProperty("name").GetString(), false)
            : new(plan, found.GetProperty("title").GetString(), found.GetProperty("status").GetString() == "DRAFT");
    }

    /// <summary>What programs call the calendar.</summary>
    public string CalendarName(Language language) =>
        new LocalizedText($"Deadlines: {Title ?? Code}", $"Thời hạn: {Title ?? Code}").In(language);
}
