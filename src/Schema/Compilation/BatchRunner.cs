using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation.Output;

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
    public async ValueTask<ResultContext> ReadAsync(BoundOperation bound, Caller caller, bool afterOwnWrite, CancellationToken cancellationToken)
    {
        var context = new ResultContext(bound, caller);
        if (bound.Statements.Count == 0)
        {
            return context;
        }

        try
        {
            var statements = new Statement[bound.Statements.Count];
            for (var index = 0; index < statements.Length; index++)
            {
                statements[index] = bound.Statements[index].Statement;
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
