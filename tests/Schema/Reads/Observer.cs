using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>A kind of caller, and what exists for it: domain.md, "Who may do what", said over objects.</summary>
internal sealed record Observer(Role Roles, string? Agency = null)
{
    public static readonly Observer Anonymous = new(Role.None);
    public static readonly Observer Reader = new(Role.Reader);
    public static readonly Observer Coordinator = new(Role.Coordinator);

    /// <summary>One of each kind; A01 leads and coordinates much, A05 less, NOBODY is no agency of the register.</summary>
    public static readonly IReadOnlyList<Observer> Kinds =
    [
        Reader, Coordinator, new(Role.Agency, "A01"), new(Role.Agency, "A05"), new(Role.Agency, "NOBODY"), new(Role.Agency),
        new(Role.Reader | Role.Agency, "A02"), new(Role.Approver), new(Role.Admin), new(Role.Reader, "A01"),
    ];

    private bool SeesAll => (Roles & (Role.Coordinator | Role.Approver | Role.Admin)) != 0;

    private string? ActsFor => (Roles & Role.Agency) != 0 ? Agency : null;

    /// <summary>Whether a row exists for the caller.</summary>
    public bool Sees(object row) => SeesAll || row switch
    {
        IDraftable draftable => draftable.DraftPlanId is null,
        ProgressReport report => report.Status == ProgressReportStatus.Accepted
            || (ActsFor is { } code && (report.Agency!.Code == code || report.Task!.LeadAgency?.Code == code)),
        Amendment amendment => amendment.Status == AmendmentStatus.Approved
            || (ActsFor is { } code && (amendment.Agency!.Code == code || IsAssigned(amendment.Task!, code))),
        _ => true,
    };

    private static bool IsAssigned(PlanTask task, string code) =>
        task.Assignments.Exists(assignment => assignment.Agency!.Code == code)
        || (task.LeadAgency is null && task.HasOpenCoordination && code.StartsWith('A'));
}
