using GraphQL.Types;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>Compiles the selection of a payload: stored objects as reads by key, everything else from what the mutation holds ready.</summary>
internal sealed class PayloadCompiler(OperationCompiler compiler, NodeTypes nodes)
{
    public CompiledOperation Compile(SelectedField mutation, IObjectGraphType payload) => compiler.At(mutation.Field, () => Payload(mutation, payload));

    private CompiledOperation Payload(SelectedField mutation, IObjectGraphType payload)
    {
        var fields = new List<(string, FieldWriter)>();
        foreach (var field in compiler.Collection.Collect(payload, mutation.SubSelections))
        {
            fields.Add((field.ResponseKey, compiler.At(field.Field, () => Field(payload, field, mutation.ResponseKey))));
        }

        return compiler.Finish(new ObjectWriter(fields));
    }

    private FieldWriter Field(IObjectGraphType payload, SelectedField field, string mutationKey)
    {
        if (field.Name == "__typename")
        {
            return new ConstantWriter(OperationCompiler.Quoted(payload.Name));
        }

        var definition = payload.GetField(field.Name)!;
        if (nodes.Find(definition.ResolvedType!.GetNamedGraphType().Name) is not { } type)
        {
            return new PayloadValueWriter(field, compiler, Parts(field, definition, mutationKey));
        }

        IReadOnlyList<string> path = [mutationKey, field.ResponseKey];
        var level = compiler.Level(ByKeySource.Instance, type, field, definition, path);
        level.Pieces.Add(compiler.Object(type, field.SubSelections, level, level.Select.Root, path));
        return new FirstWriter(level.Select, OwnerKey.Root);
    }

    private Dictionary<string, ListLevel> Parts(SelectedField field, FieldType definition, string mutationKey)
    {
        var parts = new Dictionary<string, ListLevel>();
        if (definition.ResolvedType!.GetNamedGraphType() is not IObjectGraphType made)
        {
            return parts;
        }

        foreach (var part in compiler.Collection.Collect(made, field.SubSelections))
        {
            if (part.Name == "__typename" || made.GetField(part.Name) is not { } inner
                || nodes.Find(inner.ResolvedType!.GetNamedGraphType().Name) is not { } type)
            {
                continue;
            }

            IReadOnlyList<string> path = [mutationKey, field.ResponseKey, part.ResponseKey];
            var level = compiler.Level(ByKeysSource.Instance, type, part, inner, path);
            level.Pieces.Add(compiler.Object(type, part.SubSelections, level, level.Select.Root, path));
            level.KeySlot = level.Select.Add(level.Select.Root, new ColumnOperand(type.Table.Key!));
            parts.Add(part.ResponseKey, level);
        }

        return parts;
    }
}
