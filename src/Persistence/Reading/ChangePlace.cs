using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>
/// A place in the sequence of changes: behind which change somebody is, and a mark of that change. A database that was restored, or a standby that took over before
/// it had everything, gives numbers a second time; the mark tells the change that had a number from the one that has it now. Where the change of a place is there,
/// so is all before it.
/// </summary>
/// <remarks>An epoch that is counted up would tell everybody to start again, also those who have seen nothing that was lost, and somebody would have to count it up.</remarks>
/// <param name="Sequence">The number of the change; 0 before the first.</param>
/// <param name="Mark">The mark; 0 where there is none. Then nothing can be said of the place: a number alone may be made up, to find out how far the changes have come.</param>
public readonly record struct ChangePlace(long Sequence, uint Mark)
{
    private const string Columns = "SELECT sequence, occurred_at FROM changes";

    /// <summary>The newest change. No row where there is none.</summary>
    public static readonly Statement FindNewest = new(NewestText, []);

    internal const string NewestText = $"{Columns} ORDER BY sequence DESC LIMIT 1";

    internal const string HeldText = $"{Columns} WHERE sequence = $1";

    /// <summary>The change that has a place's number. No row where there is none.</summary>
    public static Statement Find(long sequence) => new(HeldText, [new SqlValue(ChangeTable.Sequence.Type, sequence)]);

    /// <summary>The place behind a change.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="occurredAt">When it was made, in UTC, to the microsecond. It cannot be read from the mark.</param>
    public static ChangePlace Of(long sequence, DateTime occurredAt)
    {
        Span<byte> named = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(named, sequence);
        BinaryPrimitives.WriteInt64BigEndian(named[8..], occurredAt.Ticks / TimeSpan.TicksPerMicrosecond);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named, hash);
        return new ChangePlace(sequence, Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(hash)));
    }

    /// <summary>Whether a database holds what was seen up to this place.</summary>
    /// <param name="found">What it has at this number; null for nothing.</param>
    public bool IsHeld(ChangePlace? found) => Mark == 0 || found == this;

    /// <summary>Reads a row of the statements above: of PostgreSQL an instant, of SQLite microseconds since 1970.</summary>
    internal static ChangePlace From(DbDataReader row) => Of(
        row.GetInt64(0), row.GetValue(1) is DateTime instant ? instant : DateTime.UnixEpoch.AddTicks(row.GetInt64(1) * TimeSpan.TicksPerMicrosecond));
}
