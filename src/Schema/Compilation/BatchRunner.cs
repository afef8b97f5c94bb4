using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>Reads a bound operation: one batch of statements, children first, each row made JSON as it arrives.</summary>
/// <param name="store">Where to read.</param>
/// <param name="metrics">Counts what is read.</param>
/// <param name="maxBytes">Bytes of an answer; reading ends when there are more.</param>
internal sealed class BatchRunner(IReadStore store, ReadMetrics metrics, int maxBytes)
{
    // Rows hold a little that is not in the answer: cursors of which a page shows the outer two.
    private const int Slack = 256 * 1024;

    /// <summary>Writes the statements of a binding.</summary>
    public void Plan(CompiledOperation operation, BoundOperation bound)
    {
        for (var index = operation.Levels.Count - 1; index >= 0; index--)
        {
            var level = operation.Levels[index];
            if (!bound.Bindings[index].IsExecuted)
            {
                continue;
            }

            if (level.SelectsCount)
            {
                bound.Statements.Add((level, true, StatementWriter.Count(store.Dialect, level.Select, bound.Bindings, bound.Days)));
            }

            if (level.ReadsRows)
            {
                bound.Statements.Add((level, false, StatementWriter.Rows(store.Dialect, level.Select, bound.Bindings, bound.Days)));
            }
        }
    }

    /// <summary>Runs the statements. Disposing the result gives its buffers back.</summary>
    /// <exception cref="ResponseTooLargeException">There is more than an answer may have; the rest is not read.</exception>
    /// <exception cref="ChangesLostException">Where it was read, the changes that a cursor was made behind are not there.</exception>
    public async ValueTask<ResultContext> ReadAsync(BoundOperation bound, Caller caller, bool afterOwnWrite, CancellationToken cancellationToken)
    {
        var context = new ResultContext(bound, caller);
        if (bound.Statements.Count == 0)
        {
            return context;
        }

        try
        {
            var statements = new Statement[bound.Statements.Count + bound.Places.Count + (bound.SelectsNewest ? 1 : 0)];
            for (var index = 0; index < bound.Statements.Count; index++)
            {
                statements[index] = bound.Statements[index].Statement;
            }

            for (var index = 0; index < bound.Places.Count; index++)
            {
                statements[bound.Statements.Count + index] = ChangePlace.Find(bound.Places[index].Place.Sequence);
            }

            if (bound.SelectsNewest)
            {
                statements[^1] = ChangePlace.FindNewest;
            }

            await using var batch = await store.ExecuteAsync(statements, afterOwnWrite, cancellationToken).ConfigureAwait(false);
            try
            {
                await ReadAsync(bound, batch, context, cancellationToken).ConfigureAwait(false);
            }
            catch (ResponseTooLargeException)
            {
                batch.Abandon();
                throw;
            }

            await CheckPlacesAsync(bound, batch, cancellationToken).ConfigureAwait(false);
            if (bound.SelectsNewest)
            {
                context.Newest = await ReadPlaceAsync(batch, cancellationToken).ConfigureAwait(false) ?? default;
            }

            metrics.Count(statements.Length, context.Rows);
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    private async ValueTask ReadAsync(BoundOperation bound, ReadBatch batch, ResultContext context, CancellationToken cancellationToken)
    {
        foreach (var (level, isCount, _) in bound.Statements)
        {
            var rows = await batch.NextAsync(cancellationToken).ConfigureAwait(false);
            rows.LeadingKeyColumns = level.Select.Parent is null ? 0 : 1;
            if (isCount)
            {
                await ReadCountsAsync(level, rows, context, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await ReadRowsAsync(level, rows, context, cancellationToken).ConfigureAwait(false);
                context.Absorb(level);
            }
        }
    }

    private static async ValueTask CheckPlacesAsync(BoundOperation bound, ReadBatch batch, CancellationToken cancellationToken)
    {
        HashSet<int>? lost = null;
        foreach (var (level, place) in bound.Places)
        {
            if (!place.IsHeld(await ReadPlaceAsync(batch, cancellationToken).ConfigureAwait(false)))
            {
                (lost ??= []).Add(level);
            }
        }

        if (lost is not null)
        {
            throw new ChangesLostException(lost);
        }
    }

    private static async ValueTask<ChangePlace?> ReadPlaceAsync(ReadBatch batch, CancellationToken cancellationToken)
    {
        var rows = await batch.NextAsync(cancellationToken).ConfigureAwait(false);
        rows.LeadingKeyColumns = 0;
        return await rows.ReadAsync(cancellationToken).ConfigureAwait(false) ? ChangePlace.Of(rows.GetLong(0), rows.GetInstant(1)) : null;
    }

    private static async ValueTask ReadCountsAsync(ListLevel level, RowReader rows, ResultContext context, CancellationToken cancellationToken)
    {
        var counts = context.Counts[level.Select.Index] = [];
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            counts[rows.Key] = rows.GetLong(0);
        }
    }

    private async ValueTask ReadRowsAsync(ListLevel level, RowReader rows, ResultContext context, CancellationToken cancellationToken)
    {
        var binding = context.BoundOperation.Bindings[level.Select.Index];
        var fragments = context.Stores[level.Select.Index] = RowJsonStore.Rent(level.Pieces.Count, binding.Backward);
        var shown = level.List is { TakesFirst: true } ? 1 : binding.PageSize ?? int.MaxValue;
        var room = (long)maxBytes + Slack - context.Bytes + context.BytesBelow(level);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // The key first: it stands first, and going back in a row costs.
            var isShown = fragments.Add(level.KeySlot < 0 ? rows.Key : rows.GetLong(level.KeySlot)) <= shown;
            foreach (var piece in level.Pieces)
            {
                // One row more than the page has says no more than that it is there.
                if (isShown)
                {
                    piece.Write(fragments.Json, context, rows);
                }

                fragments.EndPiece();
            }

            if (fragments.Json.Length > room)
            {
                throw new ResponseTooLargeException();
            }

            context.Rows++;
        }
    }
}

/// <summary>A cursor was made behind changes that the database does not hold: a restore lost them, or a standby that took over.</summary>
/// <param name="levels">The levels that go on from such cursors.</param>
internal sealed class ChangesLostException(IReadOnlySet<int> levels) : Exception("A cursor of changes is of a lost future.")
{
    /// <summary>What its owner is told.</summary>
    public static readonly GraphQLError Error = new(ErrorCodes.ChangesLost, new(
        "The database no longer has the change of this cursor: it was lost when the database was restored from a backup or a standby took over. Take a new copy, and continue from there.",
        "Thay đổi ứng với con trỏ này không còn trong cơ sở dữ liệu: thay đổi đã mất khi phục hồi từ bản sao lưu hoặc khi chuyển sang máy dự phòng. Hãy lấy lại bản sao đầy đủ rồi theo dõi tiếp từ đó."));

    /// <summary>The levels that go on from such cursors.</summary>
    public IReadOnlySet<int> Levels { get; } = levels;
}
