using KGPlanGraph.Persistence.Reading.Operands;

namespace KGPlanGraph.Persistence.Reading;

/// <summary>What a statement selects: a level's columns and, for cursors, behind them the keys of its order and the row's key.</summary>
internal readonly record struct Projection(IReadOnlyList<SelectedColumn> Columns, IReadOnlyList<OrderKey> Keyset)
{
    public int Count => Columns.Count + Keyset.Count;

    public static Projection Of(Select select, SelectBinding binding) => new(
        select.Columns,
        binding.SelectsKeyset ? [.. binding.Order, new OrderKey([], new ColumnOperand(select.Table.Key!), false)] : []);
}
