using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>A subscription's field made ready for one kind of caller: the changes that it waits for, and what it reads of each.</summary>
/// <param name="Field">The only root field.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Operation">Its levels; what is written is taken from their rows, not from the operation's root.</param>
/// <param name="Changes">The level of the changes: their numbers, and for <c>onChange</c> the changes themselves.</param>
/// <param name="Task">The level of the task that <c>onTaskChanged</c> answers with; null for <c>onChange</c>.</param>
internal sealed record CompiledSubscription(
    SelectedField Field, FieldType Definition, CompiledOperation Operation, LevelRead Changes, LevelRead? Task)
{
    /// <summary>The piece of a change that is its number.</summary>
    public const int SequencePiece = 0;

    /// <summary>The piece of a change that is the change as selected.</summary>
    public const int ChangePiece = 1;
}
