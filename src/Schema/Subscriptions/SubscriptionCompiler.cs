using GraphQL.Types;
using KGPlanGraph.Persistence.Reading.Operands;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Schema.Changes;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>Compiles the field of a subscription. Rights are part of every statement, as in queries.</summary>
internal sealed class SubscriptionCompiler(OperationCompiler compiler)
{
    public CompiledSubscription Compile(SelectedField field, IObjectGraphType root)
    {
        var definition = root.GetField(field.Name)!;
        IReadOnlyList<string> path = [field.ResponseKey];
        var changes = compiler.Level(LevelKind.Events, ChangeNoun.Noun, field, definition, path);
        changes.Pieces.Add(new LongWriter(changes.Select.Add(changes.Select.Root, new ColumnOperand(ChangeTable.Sequence))));
        LevelRead? task = null;
        if (field.Name == "onChange")
        {
            changes.Pieces.Add(compiler.Object(ChangeNoun.Noun, field.SubSelections, changes, changes.Select.Root, path));
        }
        else
        {
            task = compiler.Level(LevelKind.ByKey, TaskNoun.Noun, field, definition, path);
            task.Pieces.Add(compiler.Object(TaskNoun.Noun, field.SubSelections, task, task.Select.Root, path));
        }

        return new CompiledSubscription(field, definition, compiler.Finish(new ObjectWriter([])), changes, task);
    }
}
