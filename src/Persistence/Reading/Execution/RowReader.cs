using System.Data.Common;

namespace KGPlanGraph.Persistence.Reading.Execution;

/// <summary>The rows of one statement; slots count from 0 behind the parent's key, where there is one.</summary>
public abstract class RowReader
{
    /// <summary>The provider's reader.</summary>
    protected internal DbDataReader Reader { get; set; } = null!;

    /// <summary>Columns ahead of slot 0: 1 for the parent's key, otherwise 0.</summary>
    public int LeadingKeyColumns { get; set; }

    /// <summary>Goes to the next row.</summary>
    public virtual Task<bool> ReadAsync(CancellationToken cancellationToken) => Reader.ReadAsync(cancellationToken);

    /// <summary>The parent's key; 0 at the root.</summary>
    public long Key => LeadingKeyColumns == 0 ? 0 : Reader.GetInt64(0);

    /// <summary>Whether a slot holds nothing.</summary>
    public bool IsNull(int slot) => Reader.IsDBNull(slot + LeadingKeyColumns);

    /// <summary>A <see cref="ColumnType.Long"/>.</summary>
    public long GetLong(int slot) => Reader.GetInt64(slot + LeadingKeyColumns);

    /// <summary>A <see cref="ColumnType.Int"/>.</summary>
    public int GetInt(int slot) => Reader.GetInt32(slot + LeadingKeyColumns);

    /// <summary>A <see cref="ColumnType.Short"/>.</summary>
    public short GetShort(int slot) => Reader.GetInt16(slot + LeadingKeyColumns);

    /// <summary>A <see cref="ColumnType.Double"/>.</summary>
    public double GetDouble(int slot) => Reader.GetDouble(slot + LeadingKeyColumns);

    /// <summary>A <see cref="ColumnType.Boolean"/>.</summary>
    public bool GetBoolean(int slot) => Reader.GetBoolean(slot + LeadingKeyColumns);

    /// <summary>A <see cref="ColumnType.Text"/> as it is stored, in UTF-8: no string is made of it. Valid until the next call.</summary>
    public abstract ReadOnlySpan<byte> GetText(int slot);

    /// <summary>A <see cref="ColumnType.Bytes"/>.</summary>
    public byte[] GetBytes(int slot) => Reader.GetFieldValue<byte[]>(slot + LeadingKeyColumns);

    /// <summary>A <see cref="ColumnType.Date"/>.</summary>
    public abstract DateOnly GetDate(int slot);

    /// <summary>A <see cref="ColumnType.Instant"/>, in UTC.</summary>
    public abstract DateTime GetInstant(int slot);
}
