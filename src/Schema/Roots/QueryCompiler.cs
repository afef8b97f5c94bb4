using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Types.Agencies;
using KGPlanGraph.Schema.Types.Statistics;

namespace KGPlanGraph.Schema.Roots;

/// <summary>Compiles the fields of Query.</summary>
internal sealed class QueryCompiler(OperationCompiler compiler)
{
    /// <summary>A query, all its fields.</summary>
    public CompiledOperation Compile(GraphQLOperationDefinition operation) => compiler.At(operation, () => Compile(operation.SelectionSet));

    private CompiledOperation Compile(GraphQLSelectionSet selections)
    {
        var query = (IObjectGraphType)compiler.Schema.Query!;
        var fields = new List<(string, FieldWriter)>();
        foreach (var field in compiler.Collection.Collect(query, [selections]))
        {
            fields.Add((field.ResponseKey, compiler.At(field.Field, () => Field(query, field))));
        }

        return compiler.Finish(new ObjectWriter(fields));
    }

    private FieldWriter Field(IObjectGraphType query, SelectedField field)
    {
        switch (field.Name)
        {
            case "__typename":
                return new ConstantWriter(OperationCompiler.Quoted(query.Name));
            case "__schema" or "__type":
                return new IntrospectionWriter(field.ResponseKey);
        }

        var definition = query.GetField(field.Name)!;
        IReadOnlyList<string> path = [field.ResponseKey];
        if (!compiler.Caller.HasAny(Permissions.Read))
        {
            return compiler.Deny(field, Permissions.Read);
        }

        if (RootFields.Connections.TryGetValue(field.Name, out var listed))
        {
            return compiler.Connection(compiler.Level(ConnectionSource.Instance, listed, field, definition, path), field, definition, OwnerKey.Root, path);
        }

        if (RootFields.Lookups.TryGetValue(field.Name, out var lookup))
        {
            return Lookup(lookup.Type, lookup.Source, field, definition, path);
        }

        return field.Name switch
        {
            "node" or "nodes" => Nodes(field, definition, path),
            "taskStatistics" => compiler.Statistics(StatisticsType.Of(null, isSingle: false), field, definition, path, null, null, OwnerKey.Root),
            "me" => Viewer(field, definition, path),
            _ => throw new InvalidOperationException($"Query.{field.Name} cannot be read."),
        };
    }

    private FirstWriter Lookup(TypeBinding type, LevelSource source, SelectedField field, FieldType definition, IReadOnlyList<string> path)
    {
        var level = compiler.Level(source, type, field, definition, path);
        level.Pieces.Add(compiler.Object(type, field.SubSelections, level, level.Select.Root, path));
        return new FirstWriter(level.Select, OwnerKey.Root);
    }

    private NodesWriter Nodes(SelectedField field, FieldType definition, IReadOnlyList<string> path)
    {
        var selects = new Dictionary<string, Select>();
        var group = -1;
        foreach (var type in RootFields.Nodes.All)
        {
            var level = compiler.Level(new NodesSource(group), type, field, definition, path);
            if (group < 0)
            {
                group = level.Select.Index;
            }

            level.Pieces.Add(compiler.Object(type, field.SubSelections, level, level.Select.Root, path));
            level.KeySlot = level.Select.Add(level.Select.Root, new ColumnOperand(type.Table.Key!));
            if (type.NaturalKey is { } natural)
            {
                int? within = natural.Within is { } relation ? level.Select.Add(level.Select.Root.Join(relation), new ColumnOperand(natural.WithinCode!)) : null;
                level.Pieces.Add(new NaturalKeyWriter(within, level.Select.Add(level.Select.Root, new ColumnOperand(natural.Unique))));
            }

            selects.Add(type.TypeName, level.Select);
        }

        return new NodesWriter(group, selects, field.Name == "nodes");
    }

    private ObjectWriter Viewer(SelectedField field, FieldType definition, IReadOnlyList<string> path)
    {
        var viewer = (IObjectGraphType)definition.ResolvedType!.GetNamedGraphType();
        var fields = new List<(string, FieldWriter)>();
        foreach (var selected in compiler.Collection.Collect(viewer, field.SubSelections))
        {
            fields.Add((selected.ResponseKey, selected.Name switch
            {
                "__typename" => new ConstantWriter(OperationCompiler.Quoted(viewer.Name)),
                "agency" => compiler.At(
                    selected.Field,
                    () => Lookup(AgencyType.Binding, CallersAgencySource.Instance, selected, viewer.GetField("agency")!, [.. path, selected.ResponseKey])),
                _ => new ViewerField(selected.Name),
            }));
        }

        return new ObjectWriter(fields);
    }
}
