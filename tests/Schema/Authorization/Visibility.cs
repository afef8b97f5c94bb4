namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>Who sees what, by permissions.md: an object is there for a caller when a row that speaks of it is for one of the caller's roles.</summary>
internal static class Visibility
{
    private static readonly string[] Register = ["LEAD", "COORD", "OTHER", "PPC"];

    /// <summary>What each row speaks of; the agency is the caller's, where it acts for one.</summary>
    private static readonly Dictionary<string, Func<MatrixObject, string?, bool>> Scopes = new()
    {
        ["anything at all"] = (_, _) => false,
        ["plans IN_FORCE or CLOSED and all that is in them"] = (it, _) => it.Status is null && it.Plan != KGPlanGraph.Persistence.Model.PlanStatus.Draft,
        ["plans in DRAFT"] = (it, _) => it.Status is null && it.Plan == KGPlanGraph.Persistence.Model.PlanStatus.Draft,
        ["reports: ACCEPTED"] = (it, _) => it is { Type: "ProgressReport", Status: "ACCEPTED" },
        ["reports: any state, by the own agency, or on a task that the own agency leads"] =
            (it, own) => it.Type == "ProgressReport" && own is not null && (it.Agency == own || it.TaskLead == own),
        ["reports: all"] = (it, _) => it.Type == "ProgressReport",
        ["amendments: APPROVED"] = (it, _) => it is { Type: "Amendment", Status: "APPROVED" },
        ["amendments: any state, by the own agency, or on a task that it is assigned to"] =
            (it, own) => it.Type == "Amendment" && own is not null && (it.Agency == own || (it.TaskAgencies ?? Register).Contains(own)),
        ["amendments: all"] = (it, _) => it.Type == "Amendment",
        // Of changes: those of what is seen.
        ["changes: of what the caller may see"] = (_, _) => false,
    };

    public static IEnumerable<string> Rows => Scopes.Keys;

    public static bool Sees(this MatrixCaller caller, MatrixObject it) =>
        PermissionTable.Objects.Any(row => row.IsFor(caller) && Scopes[row.What](it, caller.ActsFor));

    /// <summary>Sees it from its first change on, not from the day on which everybody does.</summary>
    public static bool SeesAllStatesOf(this MatrixCaller caller, MatrixObject it) => PermissionTable.Objects.Any(row =>
        row.IsFor(caller)
        && (Scopes[row.What](it, caller.ActsFor) || (row.What == "plans in DRAFT" && it.Status is null))
        && row.What is not ("reports: ACCEPTED" or "amendments: APPROVED" or "plans IN_FORCE or CLOSED and all that is in them"));

    /// <summary>The kinds of the changes of an object that a caller sees, in their order.</summary>
    public static IEnumerable<string> ChangesSeenBy(this MatrixObject it, MatrixCaller caller)
    {
        if (!caller.Sees(it))
        {
            yield break;
        }

        var sawIt = false;
        for (var step = 0; step < it.History.Length; step++)
        {
            var sees = caller.SeesAllStatesOf(it) || it.History[step];
            if (sees)
            {
                yield return sawIt ? "UPDATED" : "CREATED";
            }

            sawIt = sees;
        }
    }
}
