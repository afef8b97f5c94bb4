using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>Every committed change, by its number.</summary>
public static class ChangeTable
{
    public static readonly Table<Change> Table = new("changes");

    public static readonly Column Sequence = Table.Column(row => row.Sequence);
    public static readonly Column Kind = Table.Column(row => row.Kind);
    public static readonly Column PublicKind = Table.Column(row => row.PublicKind);
    public static readonly Column Subject = Table.Column(row => row.Subject);
    public static readonly Column SubjectId = Table.Column(row => row.SubjectId);
    public static readonly Column AgencyId = Table.Column(row => row.AgencyId);
    public static readonly Column Actor = Table.Column(row => row.Actor);
    public static readonly Column OccurredAt = Table.Column(row => row.OccurredAt);
    public static readonly Column ChangedFields = Table.Column(row => row.ChangedFields);
    public static readonly Column Before = Table.Column(row => row.Before);
    public static readonly Column After = Table.Column(row => row.After);
    public static readonly Column OwnerAgencyId = Table.Column(row => row.OwnerAgencyId);
    public static readonly Column TaskId = Table.Column(row => row.TaskId);
}
