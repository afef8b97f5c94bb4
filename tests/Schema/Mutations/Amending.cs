using System.Text.Json;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>The amendments of a scene, in the words of its tests; all are about task a.</summary>
internal static class Amending
{
    public static Dictionary<string, object?> Cancel(PlanScene scene) =>
        new() { ["taskId"] = scene.Tasks[0], ["kind"] = "CANCEL_TASK", ["reason"] = "Lý do" };

    public static Dictionary<string, object?> Extend(PlanScene scene, string proposedDueOn) =>
        Cancel(scene).With("kind", "EXTEND_DEADLINE").With("deadlineId", scene.Deadlines[0]).With("proposedDueOn", proposedDueOn);

    public static Dictionary<string, object?> Content(PlanScene scene, string content) =>
        Cancel(scene).With("kind", "CHANGE_CONTENT").With("proposedContent", content);

    public static Dictionary<string, object?> NewLead(PlanScene scene, string agency) =>
        Cancel(scene).With("kind", "CHANGE_LEAD_AGENCY").With("proposedAgencyId", scene.Agencies[agency]);

    public static Dictionary<string, object?> NewCoordinator(PlanScene scene, string agency) =>
        Cancel(scene).With("kind", "ADD_COORDINATOR").With("proposedAgencyId", scene.Agencies[agency]);

    public static object Opinion(string amendment, int expectedVersion, string opinion = "Đồng ý") =>
        new { amendmentId = amendment, expectedVersion, recommend = true, opinion };

    public static object Decision(string amendment, int expectedVersion, string decision = "Chấp thuận") =>
        new { amendmentId = amendment, expectedVersion, approve = true, decision };

    /// <summary>The lead proposes an amendment that must be taken; gives its id.</summary>
    public static async Task<string> ProposeAsync(this PlanScene scene, Dictionary<string, object?> input)
    {
        var payload = await scene.DoneAsync("proposeAmendment", input, "amendment { id }", Role.Agency, scene.Lead);
        return payload.GetProperty("amendment").GetProperty("id").GetString()!;
    }

    public static Task<JsonElement> ReviewAsync(this PlanScene scene, string amendment) =>
        scene.DoneAsync("reviewAmendment", Opinion(amendment, 1), "amendment { status }", Role.Coordinator);

    /// <summary>Reviews and approves a proposal; gives the task.</summary>
    public static async Task<JsonElement> ApproveAsync(this PlanScene scene, string amendment)
    {
        await scene.ReviewAsync(amendment);
        var payload = await scene.DoneAsync(
            "decideAmendment", Decision(amendment, 2),
            "task { content status version leadAgency { code } assignments { role agency { code } position } deadlines { dueOn originalDueOn } }",
            Role.Approver);
        return payload.GetProperty("task");
    }
}
