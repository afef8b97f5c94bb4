using System.Text.Json;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>The reporting of a scene, in the words of its tests.</summary>
internal static class Reporting
{
    /// <summary>A good report on task a, of which a test spoils fields.</summary>
    public static Dictionary<string, object?> Input(PlanScene scene, int task = 0) => new()
    {
        ["taskId"] = scene.Tasks[task],
        ["reportedOn"] = "2022-05-12",
        ["taskStatus"] = "IN_PROGRESS",
        ["percentComplete"] = 40,
        ["summary"] = "Đã trình dự thảo",
    };

    public static Dictionary<string, object?> With(this Dictionary<string, object?> input, string field, object? value)
    {
        input[field] = value;
        return input;
    }

    /// <summary>Submits a report that must be taken; gives its id.</summary>
    public static async Task<string> SubmitAsync(this PlanScene scene, string agency, Dictionary<string, object?>? input = null)
    {
        var payload = await scene.DoneAsync("submitProgressReport", input ?? Input(scene), "progressReport { id }", Role.Agency, agency);
        return payload.GetProperty("progressReport").GetProperty("id").GetString()!;
    }

    public static Task<JsonElement> AcceptAsync(this PlanScene scene, string report, int expectedVersion = 1) => scene.DoneAsync(
        "acceptProgressReport", new { progressReportId = report, expectedVersion, note = "Nhất trí" },
        "progressReport { status reviewNote reviewedBy version } task { status percentComplete version deadlines { metOn } }", Role.Coordinator);
}
