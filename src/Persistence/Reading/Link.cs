namespace KGPlanGraph.Persistence.Reading;

/// <summary>A table that links two others.</summary>
/// <param name="Table">The linking table.</param>
/// <param name="Owner">Its column with the key of the row that owns the relation.</param>
/// <param name="Target">Its column with the key of the related row.</param>
/// <param name="Kind">A column that must have <paramref name="KindValue"/>; null where every link counts.</param>
/// <param name="KindValue">That value.</param>
public sealed record Link(Table Table, Column Owner, Column Target, Column? Kind = null, short KindValue = 0)
{
    /// <summary>The order of the links.</summary>
    public Column Position => Table.Columns.Single(column => column.Name == "position");
}
