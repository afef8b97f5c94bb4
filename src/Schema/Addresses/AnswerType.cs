using System.Globalization;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Schema.Addresses;

/// <summary>The type of a value that is read or sent at an address, in terms that need no GraphQL.</summary>
/// <param name="Name">The scalar's or enum's name; of an object the type's.</param>
/// <param name="Description">The schema's words, of the field where there is one; null without any.</param>
/// <param name="IsNullable">Whether null may stand there.</param>
public sealed record AnswerType(string Name, string? Description, bool IsNullable)
{
    /// <summary>Of a list: what its elements are; otherwise null.</summary>
    public AnswerType? Items { get; init; }

    /// <summary>Of an object: its members in order, and whether each is always there; otherwise null.</summary>
    public IReadOnlyList<(string Key, AnswerType Type, bool IsRequired)>? Members { get; init; }

    /// <summary>Of an enum: its values; otherwise null.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}

/// <summary>Tells the types of an address: of its parameters by their variables, of its answer by its selection.</summary>
public static class AnswerTypes
{
    /// <summary>The answer as JSON; for one object without the null that is a 404.</summary>
    public static AnswerType OfAnswer(Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var schema = GraphQLSchema.Build();
        var field = (GraphQLField)address.Operation.Definition.SelectionSet.Selections[0];
        var definition = schema.Query!.GetField(field.Name)!;
        var collection = new FieldCollection(schema, address.Operation.Document, _ => true);
        return Of(schema, collection, definition.ResolvedType!, definition.Description, [field.SelectionSet!]) with { IsNullable = false };
    }

    /// <summary>What the only root field of a document answers, such as the server's own mutations.</summary>
    public static AnswerType OfDocument(string document)
    {
        var schema = GraphQLSchema.Build();
        var ast = Parser.Parse(document);
        var operation = ast.Definitions.OfType<GraphQLOperationDefinition>().Single();
        var field = (GraphQLField)operation.SelectionSet.Selections[0];
        var definition = ((IObjectGraphType)(operation.Operation == OperationType.Mutation ? schema.Mutation! : schema.Query!)).GetField(field.Name)!;
        return Of(schema, new FieldCollection(schema, ast, _ => true), definition.ResolvedType!, definition.Description, [field.SelectionSet!]) with { IsNullable = false };
    }

    /// <summary>A row of the answer; null where it is one object.</summary>
    public static AnswerType? OfRow(AnswerType answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Items ?? answer.Members?.FirstOrDefault(member => member.Key == "nodes").Type?.Items;
    }

    /// <summary>A parameter's value.</summary>
    public static AnswerType OfParameter(Address address, AddressParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(parameter);
        return Of(GraphQLSchema.Build(), null!, parameter.Type, ArgumentDescription(address, parameter.Name), []);
    }

    /// <summary>The value that counts where a parameter is left out, as JSON; null for none.</summary>
    public static string? DefaultOf(Address address, AddressParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(parameter);
        return address.Operation.Variables.Definitions.First(variable => variable.Name == parameter.Name).Default switch
        {
            GraphQLIntValue number => number.Value.ToString(),
            GraphQLBooleanValue flag => flag.BoolValue.ToString(CultureInfo.InvariantCulture).ToLowerInvariant(),
            _ => null,
        };
    }

    // What the schema says of the root field's argument that the variable is given to.
    private static string? ArgumentDescription(Address address, string variable)
    {
        var field = (GraphQLField)address.Operation.Definition.SelectionSet.Selections[0];
        var argument = (field.Arguments?.Items ?? []).Find(argument => argument.Value is GraphQLVariable given && given.Name.StringValue == variable);
        return argument is null ? null : GraphQLSchema.Build().Query!.GetField(field.Name)!.Arguments?.Find(argument.Name.StringValue)?.Description;
    }

    private static AnswerType Of(ISchema schema, FieldCollection collection, IGraphType type, string? description, IReadOnlyList<GraphQLSelectionSet> selections)
    {
        var nullable = type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type;
        var answer = new AnswerType(nullable.GetNamedGraphType().Name, description, type is not NonNullGraphType);
        switch (nullable)
        {
            case ListGraphType list:
                return answer with { Items = Of(schema, collection, list.ResolvedType!, null, selections) };
            case EnumerationGraphType enumeration:
                return answer with { Values = [.. enumeration.Values.Select(value => value.Name)] };
            case IObjectGraphType given:
                return answer with { Members = [.. Members(schema, collection, given, selections).Select(member => (member.Key, member.Type, true))] };
            case IAbstractGraphType general:
                var types = general.PossibleTypes.Select(possible => Members(schema, collection, possible, selections)).ToList();
                return answer with
                {
                    Members = [.. types.SelectMany(members => members).DistinctBy(member => member.Key)
                        .Select(member => (member.Key, member.Type, types.TrueForAll(members => members.Exists(other => other.Key == member.Key))))],
                };
            default:
                return answer;
        }
    }

    private static List<(string Key, AnswerType Type)> Members(
        ISchema schema, FieldCollection collection, IObjectGraphType type, IReadOnlyList<GraphQLSelectionSet> selections) =>
        [.. collection.Collect(type, selections).Select(field => (field.ResponseKey, type.GetField(field.Name) is { } definition
            ? Of(schema, collection, definition.ResolvedType!, definition.Description, field.SubSelections)
            : new AnswerType("String", "The name of the object's type.", false)))];
}
