using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Schema.Nouns;

/// <summary>Short forms in which nouns name their relations and orders.</summary>
internal static class Relation
{
    /// <summary>Ascending by a column of the row itself.</summary>
    public static OrderKey By(Column column) => new([], new ColumnOperand(column), Descending: false);

    /// <summary>Descending by a column of the row itself.</summary>
    public static OrderKey ByDescending(Column column) => new([], new ColumnOperand(column), Descending: true);

    /// <summary>By the place that each row has among its owner's.</summary>
    public static OrderKey ByPosition(Column position) => new([], new ColumnOperand(position), Descending: false, Decides: true);

    /// <summary>In the order of the links.</summary>
    public static OrderKey ByPosition(Link link) => new([], new ColumnOperand(link.Position), Descending: false, FromLink: true, Decides: true);
}
