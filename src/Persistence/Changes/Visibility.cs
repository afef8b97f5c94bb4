using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>Whether an object is there for those who see neither drafts nor what is still to be accepted or approved.</summary>
internal static class Visibility
{
    /// <param name="entity">The object, for its type.</param>
    /// <param name="read">Reads a property, as it is or as it was.</param>
    public static bool IsPublic(object entity, Func<string, object?> read) => entity switch
    {
        IDraftable => read(nameof(IDraftable.DraftPlanId)) is null,
        ProgressReport => read(nameof(ProgressReport.Status)) is ProgressReportStatus.Accepted,
        Amendment => read(nameof(Amendment.Status)) is AmendmentStatus.Approved,
        _ => true,
    };

    /// <summary>The kind of a change as the public sees it; null where it sees nothing.</summary>
    public static ChangeKind? PublicKind(ChangeKind kind, bool before, bool after) => (kind, before, after) switch
    {
        (ChangeKind.Deleted, true, _) => ChangeKind.Deleted,
        (ChangeKind.Deleted, false, _) => null,
        (_, false, true) => ChangeKind.Created,
        (_, true, false) => ChangeKind.Deleted,
        (_, true, true) => kind,
        _ => null,
    };
}
