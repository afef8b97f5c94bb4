using System.Text;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;

namespace KGPlanGraph.Schema.Exports;

/// <summary>
/// A type made ready to be exported for one kind of caller: all that a row says which does not depend on the day, related objects by their ids, what has no id as an object, and no connection.
/// It follows from the schema and the type's binding: nothing is written per type.
/// <code>{ id label status plan { id } coordinators { id } assignments { role agency { id } position } … }</code>
/// </summary>
internal sealed class ExportType
{
    /// <summary>The piece of a row that is its line.</summary>
    public const int LinePiece = 0;

    /// <summary>The piece of a row that is its key.</summary>
    public const int KeyPiece = 1;

    private readonly Caller caller;

    public ExportType(ISchema schema, TypeBinding type, Caller caller)
    {
        this.caller = caller;
        Type = type;
        var graphType = (IObjectGraphType)schema.AllTypes[type.TypeName]!;
        var document = Parser.Parse("{ export {" + Selection(graphType, type) + " } }");
        var field = (GraphQLField)((GraphQLOperationDefinition)document.Definitions[0]).SelectionSet.Selections[0];
        var selected = new SelectedField("export", field, [field.SelectionSet!]);
        var compiler = new OperationCompiler(schema, new FieldCollection(schema, document, _ => true), caller) { RefersByIds = true };
        Level = compiler.Level(ByKeysSource.Instance, type, selected, new FieldType { Name = "export", ResolvedType = graphType }, ["export"]);
        var key = Level.Select.Add(Level.Select.Root, new ColumnOperand(type.Table.Key!));
        Level.Pieces.Add(new LineWriter(
            type.TypeName, new IdWriter(key, Encoding.ASCII.GetBytes(type.TypeName + ":")), compiler.Object(type, selected.SubSelections, Level, Level.Select.Root, Level.Path)));
        Level.Pieces.Add(new LongWriter(key));
        Operation = compiler.Finish(new ObjectWriter([]));
    }

    /// <summary>What the type is in the database.</summary>
    public TypeBinding Type { get; }

    /// <summary>Its name in the schema.</summary>
    public string Name => Type.TypeName;

    /// <summary>The level of its rows.</summary>
    public ListLevel Level { get; }

    /// <summary>Its levels; what is written is taken from the rows.</summary>
    public CompiledOperation Operation { get; }

    /// <summary>Rows of the type that the caller sees, by their keys.</summary>
    /// <param name="today">The day in Viet Nam.</param>
    /// <param name="where">Which of them.</param>
    /// <param name="after">Only keys behind this one.</param>
    /// <param name="size">How many at most.</param>
    public BoundOperation Bind(DateOnly today, Condition where, long after, int size)
    {
        var bound = new BoundOperation(Operation.Levels.Count) { Days = [today] };
        foreach (var level in Operation.Levels)
        {
            var visible = level.Type.VisibleTo(caller);
            bound.Bindings[level.Select.Index] = level.List is { } list
                ? new SelectBinding { Where = Condition.Both(visible, list.Where(level.Day)), Order = [.. list.Order.Select(key => key.On(level.Day))] }
                : new SelectBinding { Where = Condition.Both(where, visible), PageSize = size, After = new Keyset([], after) };
        }

        return bound;
    }

    private string Selection(IObjectGraphType type, TypeBinding binding)
    {
        var text = new StringBuilder();
        foreach (var field in type.Fields)
        {
            if (binding.Fields.TryGetValue(field.Name, out var bound) && Selected(field, bound) is { } selected)
            {
                text.Append(' ').Append(field.Name).Append(selected);
            }
        }

        return text.ToString();
    }

    // What is selected below a field; null where the field is left out.
    private string? Selected(FieldType field, FieldBinding binding)
    {
        if ((binding.ReadableBy != Role.None && !caller.HasAny(binding.ReadableBy)) || field.Arguments?.Find("asOf") is not null)
        {
            return null;
        }

        return binding switch
        {
            IdBinding or ColumnBinding => "",
            EmbeddedBinding embedded => " {" + string.Concat(embedded.Fields.Keys.Select(name => " " + name)) + " }",
            ToOneBinding => " { id }",
            ListBinding list when HasId(list.Target()) => " { id }",
            ListBinding list => " {" + Selection((IObjectGraphType)field.ResolvedType!.GetNamedGraphType(), list.Target()) + " }",
            _ => null,
        };
    }

    private static bool HasId(TypeBinding type) => (type.PossibleTypes.Count > 0 ? type.PossibleTypes[0] : type).Fields.ContainsKey("id");

    // Produces: {"type":"Task","id":"VGFzazox","data":{…}} and a line feed
    private sealed class LineWriter(string typeName, FieldWriter id, FieldWriter data) : FieldWriter
    {
        private readonly byte[] head = Encoding.UTF8.GetBytes($"{{\"type\":\"{typeName}\",\"id\":");

        public override void Write(JsonBuffer json, ResultContext context, RowReader row)
        {
            json.Raw(head);
            id.Write(json, context, row);
            json.Raw(",\"data\":"u8);
            data.Write(json, context, row);
            json.Raw("}\n"u8);
        }
    }
}
