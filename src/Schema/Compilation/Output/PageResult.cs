using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>One page of one connection, as read.</summary>
internal readonly struct PageResult
{
    private readonly FragmentStore? store;
    private readonly SelectBinding binding;

    public PageResult(Select select, ResultContext context, long key)
    {
        store = context.Stores[select.Index];
        binding = context.Binding(select);
        Total = context.Counts[select.Index]?.GetValueOrDefault(key) ?? 0;
        var read = store?.Count(key) ?? 0;
        HasMore = read > binding.PageSize;
        Count = HasMore ? binding.PageSize!.Value : read;
        // Rows were chained in the list's order; the one read too many is the last one read.
        First = store?.First(key) ?? -1;
        if (HasMore && binding.Backward)
            First = store!.Next(First);
    }

    /// <summary>The first row of the page; -1 where it is empty.</summary>
    public int First { get; }

    /// <summary>Rows of the page.</summary>
    public int Count { get; }

    /// <summary>Rows of the whole list.</summary>
    public long Total { get; }

    /// <summary>Whether there was one row more than the page holds.</summary>
    public bool HasMore { get; }

    public bool HasNextPage => binding.Backward ? binding.Before is not null : HasMore || binding.Before is not null;

    public bool HasPreviousPage => binding.Backward ? HasMore || binding.After is not null : binding.After is not null;

    public int Next(int row) => store!.Next(row);

    public ReadOnlySpan<byte> Piece(int row, int piece) => store!.Piece(row, piece);
}
