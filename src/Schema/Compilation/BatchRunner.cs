using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Compilation.Output;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>Reads a bound operation: one batch of statements, children first, each row made JSON as it arrives.</summary>
internal sealed class BatchRunner(IReadStore store, ReadMetrics metrics)
{
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
                }
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

    private static async ValueTask ReadCountsAsync(ListLevel level, RowReader rows, ResultContext context, CancellationToken cancellationToken)
    {
        var counts = context.Counts[level.Select.Index] = [];
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            counts[rows.Key] = rows.GetLong(0);
        }
    }

    private static async ValueTask ReadRowsAsync(ListLevel level, RowReader rows, ResultContext context, CancellationToken cancellationToken)
    {
        var fragments = context.Stores[level.Select.Index] =
            RowJsonStore.Rent(level.Pieces.Count, context.BoundOperation.Bindings[level.Select.Index].Backward);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // The key first: it stands first, and going back in a row costs.
            fragments.Add(level.KeySlot < 0 ? rows.Key : rows.GetLong(level.KeySlot));
            foreach (var piece in level.Pieces)
            {
                piece.Write(fragments.Json, context, rows);
                fragments.EndPiece();
            }

            context.Rows++;
        }
    }
}
