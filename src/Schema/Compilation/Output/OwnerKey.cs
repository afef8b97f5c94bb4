using KGPlanGraph.Persistence.Reading.Execution;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>Under which key a row's lists are kept.</summary>
internal readonly record struct OwnerKey(int Slot)
{
    /// <summary>A list at the root.</summary>
    public static readonly OwnerKey Root = new(-1);

    /// <summary>False for a row that owns nothing.</summary>
    public bool TryGet(RowReader row, out long key)
    {
        key = 0;
        if (Slot < 0)
            return true;
        if (row.IsNull(Slot))
            return false;
        key = row.GetLong(Slot);
        return true;
    }
}
