using GraphQL.Types;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Types.Changes;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Roots;

/// <summary>Compiles the field of a subscription. Rights are part of every statement, as in queries.</summary>
internal sealed class SubscriptionCompiler(OperationCompiler compiler)
{
    public CompiledSubscription Compile(SelectedField field, IObjectGraphType root) => compiler.At(field.Field, () => Event(field, root));

    private CompiledSubscription Event(SelectedField field, IObjectGraphType root)
    {
        var definition = root.GetField(field.Name)!;
        IReadOnlyList<string> path = [field.ResponseKey];
        var changes = compiler.Level(EventsSource.Instance, ChangeType.Binding, field, definition, path);
        var sequence = changes.Select.Add(ChangeTable.Sequence);
        changes.Pieces.Add(new LongWriter(sequence));
        changes.Pieces.Add(new MarkWriter(sequence, changes.Select.Add(ChangeTable.OccurredAt)));
        ListLevel? task = null;
        if (field.Name == "onChange")
        {
            changes.Pieces.Add(compiler.Object(ChangeType.Binding, field.SubSelections, changes, changes.Select.Root, path));
        }
        else
        {
            task = compiler.Level(ByKeySource.Instance, TaskType.Binding, field, definition, path);
            task.Pieces.Add(compiler.Object(TaskType.Binding, field.SubSelections, task, task.Select.Root, path));
            task.Pieces.Add(new LongWriter(task.Select.Add(task.Select.Root, new ColumnOperand(TaskTable.Id))));
        }

        return new CompiledSubscription(field, definition, compiler.Finish(new ObjectWriter([])), changes, task);
    }
}

/// <summary>A subscription's field made ready for one kind of caller: the changes that it waits for, and what it reads of each.</summary>
/// <param name="Field">The only root field.</param>
/// <param name="Definition">Its definition.</param>
/// <param name="Operation">Its levels; what is written is taken from their rows, not from the operation's root.</param>
/// <param name="Changes">The level of the changes: their numbers, and for <c>onChange</c> the changes themselves.</param>
/// <param name="Task">The level of the task that <c>onTaskChanged</c> answers with; null for <c>onChange</c>.</param>
internal sealed record CompiledSubscription(
    SelectedField Field, FieldType Definition, CompiledOperation Operation, ListLevel Changes, ListLevel? Task)
{
    /// <summary>The variable that only says where to begin; null where there is none.</summary>
    public string? StartVariable { get; init; }

    /// <summary>The piece of a task that is its key.</summary>
    public const int TaskKeyPiece = 1;

    /// <summary>The piece of a change that is its number.</summary>
    public const int SequencePiece = 0;

    /// <summary>The piece of a change that is its mark.</summary>
    public const int MarkPiece = 1;

    /// <summary>The piece of a change that is the change as selected.</summary>
    public const int ChangePiece = 2;
}

/// <summary>The changes that a subscription waits for, oldest first.</summary>
internal sealed class EventsSource : LevelSource
{
    public static readonly EventsSource Instance = new();

    public override SelectBinding Bind(LevelRequest request)
    {
        var (level, input) = (request.Level, request.Input);
        return new SelectBinding
        {
            Where = Condition.Both(
                request.Visible, input.Keys!.TryGetValue(level.Field.Name.StringValue, out var task) ? ChangeType.OfTask(task.Key) : request.Filter(level.Type)),
            PageSize = input.Events,
            After = new Keyset([], input.After),
        };
    }
}
