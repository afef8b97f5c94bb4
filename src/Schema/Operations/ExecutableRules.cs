using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Operations;

/// <summary>
/// Validation rules of the specification that graphql-dotnet lacks or reads more loosely. Run on documents that have passed the library's rules:
/// <list type="bullet">
/// <item>Executable Definitions: no definition of the type system;</item>
/// <item>Single Root Field: no <c>@skip</c> and <c>@include</c> at a subscription's root;</item>
/// <item>Fields that share a response key have the same <c>@asOf</c>: they are one field, which has one day;</item>
/// <item>All Variable Usages Are Allowed: a value is made a list where it is a literal or JSON, a variable never is; a default of null is none.</item>
/// </list>
/// </summary>
internal sealed class ExecutableRules
{
    private readonly ISchema schema;
    private readonly GraphQLDocument document;
    private readonly Dictionary<string, GraphQLFragmentDefinition> fragments = [];
    private readonly HashSet<string> visited = [];
    private readonly List<GraphQLError> errors = [];
    private List<GraphQLVariableDefinition> variables = [];
    private bool hasDays;

    private ExecutableRules(ISchema schema, GraphQLDocument document)
    {
        this.schema = schema;
        this.document = document;
    }

    /// <summary>What the document does against the rules.</summary>
    public static IReadOnlyList<GraphQLError> Check(ISchema schema, GraphQLDocument document)
    {
        var rules = new ExecutableRules(schema, document);
        rules.Run();
        return rules.errors;
    }

    /// <summary>The definitions of the type system in it. Asked first: the library's rules stumble over them.</summary>
    public static IReadOnlyList<GraphQLError> CheckDefinitions(ISchema schema, GraphQLDocument document)
    {
        var rules = new ExecutableRules(schema, document);
        foreach (var definition in document.Definitions)
        {
            if (definition is not (GraphQLOperationDefinition or GraphQLFragmentDefinition))
            {
                rules.Fail(definition, "A document that is executed has operations and fragments alone; it defines something of the type system here.",
                    "Văn bản để thực thi chỉ gồm thao tác và mảnh (fragment); chỗ này định nghĩa thành phần của hệ kiểu.");
            }
        }

        return rules.errors;
    }

    private void Run()
    {
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
        {
            fragments.Add(fragment.FragmentName.Name.StringValue, fragment);
        }

        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            var root = operation.Operation switch
            {
                OperationType.Mutation => schema.Mutation!,
                OperationType.Subscription => schema.Subscription!,
                _ => schema.Query!,
            };
            variables = operation.Variables?.Items ?? [];
            visited.Clear();
            Directives(operation.Directives);
            Selections(root, operation.SelectionSet);
            if (hasDays)
            {
                Days([(root, operation.SelectionSet)]);
            }

            if (operation.Operation == OperationType.Subscription)
            {
                visited.Clear();
                SubscriptionRoot(operation.SelectionSet);
            }
        }
    }

    private void SubscriptionRoot(GraphQLSelectionSet selections)
    {
        foreach (var selection in selections.Selections)
        {
            if ((selection as IHasDirectivesNode)?.Directives?.Items.Find(each => each.Name.StringValue is "skip" or "include") is { } condition)
            {
                Fail(condition, $"@{condition.Name.StringValue} must not stand at the root of a subscription.",
                    $"Không dùng @{condition.Name.StringValue} ở gốc của subscription.");
            }

            if (selection is GraphQLInlineFragment inline)
            {
                SubscriptionRoot(inline.SelectionSet);
            }
            else if (selection is GraphQLFragmentSpread spread && visited.Add(spread.FragmentName.Name.StringValue))
            {
                SubscriptionRoot(fragments[spread.FragmentName.Name.StringValue].SelectionSet);
            }
        }
    }

    private void Selections(IGraphType type, GraphQLSelectionSet selections)
    {
        foreach (var selection in selections.Selections)
        {
            Directives((selection as IHasDirectivesNode)?.Directives);
            switch (selection)
            {
                case GraphQLField field when Definition(type, field.Name.StringValue) is { } definition:
                    hasDays |= AsOf(field) is not null;
                    Arguments(definition.Arguments, field.Arguments);
                    if (field.SelectionSet is { } below)
                    {
                        Selections(definition.ResolvedType!.GetNamedGraphType(), below);
                    }

                    break;
                case GraphQLInlineFragment inline:
                    Selections(inline.TypeCondition is { } condition ? schema.AllTypes[condition.Type.Name.StringValue]! : type, inline.SelectionSet);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.FragmentName.Name.StringValue):
                    var fragment = fragments[spread.FragmentName.Name.StringValue];
                    Directives(fragment.Directives);
                    Selections(schema.AllTypes[fragment.TypeCondition.Type.Name.StringValue]!, fragment.SelectionSet);
                    break;
            }
        }
    }

    // As the specification's Field Selection Merging compares names and arguments, which says nothing of directives.
    private void Days(IReadOnlyList<(IGraphType Type, GraphQLSelectionSet Selections)> parents)
    {
        var fields = new List<(IGraphType Parent, GraphQLField Field)>();
        visited.Clear();
        foreach (var (type, selections) in parents)
        {
            Merged(type, selections, fields);
        }

        foreach (var group in fields.GroupBy(each => (each.Field.Alias?.Name ?? each.Field.Name).StringValue))
        {
            var same = group.ToList();
            foreach (var (parent, field) in same.Skip(1))
            {
                if (same.Exists(other => MayBeOne(other.Parent, parent) && Text(AsOf(other.Field)) != Text(AsOf(field))))
                {
                    Fail(field, $"Fields '{group.Key}' conflict because they are as of different days. Use different aliases.",
                        $"Các trường '{group.Key}' mâu thuẫn vì thuộc các ngày khác nhau. Hãy dùng bí danh (alias) khác nhau.");
                    break;
                }
            }

            var below = same.Where(each => each.Field.SelectionSet is not null && Definition(each.Parent, each.Field.Name.StringValue) is not null)
                .Select(each => (Definition(each.Parent, each.Field.Name.StringValue)!.ResolvedType!.GetNamedGraphType(), each.Field.SelectionSet!)).ToList();
            if (below.Count > 0)
            {
                Days(below);
            }
        }
    }

    private void Merged(IGraphType type, GraphQLSelectionSet selections, List<(IGraphType Parent, GraphQLField Field)> fields)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    fields.Add((type, field));
                    break;
                case GraphQLInlineFragment inline:
                    Merged(inline.TypeCondition is { } condition ? schema.AllTypes[condition.Type.Name.StringValue]! : type, inline.SelectionSet, fields);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.FragmentName.Name.StringValue):
                    var fragment = fragments[spread.FragmentName.Name.StringValue];
                    Merged(schema.AllTypes[fragment.TypeCondition.Type.Name.StringValue]!, fragment.SelectionSet, fields);
                    break;
            }
        }
    }

    private static bool MayBeOne(IGraphType one, IGraphType other) => one == other || one is not IObjectGraphType || other is not IObjectGraphType;

    private static GraphQLDirective? AsOf(GraphQLField field) => field.Directives?.Items.Find(directive => directive.Name.StringValue == "asOf");

    private static string? Text(GraphQLDirective? asOf) => asOf is null ? null : asOf.Arguments?.Items switch
    {
        [{ Value: GraphQLVariable variable }, ..] => $"${variable.Name.StringValue}",
        [{ Value: GraphQLStringValue day }, ..] => day.Value.ToString(),
        _ => "",
    };

    private FieldType? Definition(IGraphType type, string name) => name switch
    {
        "__typename" => null,
        "__schema" => schema.SchemaMetaFieldType,
        "__type" => schema.TypeMetaFieldType,
        _ => (type as IComplexGraphType)?.GetField(name),
    };

    private void Directives(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
        {
            Arguments(schema.Directives.Find(directive.Name.StringValue)?.Arguments, directive.Arguments);
        }
    }

    private void Arguments(QueryArguments? declared, GraphQLArguments? given)
    {
        foreach (var argument in given?.Items ?? [])
        {
            if (declared?.Find(argument.Name.StringValue) is { } definition)
            {
                Value(definition.ResolvedType!, definition.DefaultValue is not null, argument.Value, null);
            }
        }
    }

    private void Value(IGraphType place, bool hasDefault, GraphQLValue value, IInputObjectGraphType? oneOf)
    {
        switch (value)
        {
            case GraphQLVariable variable:
                Variable(place, hasDefault, variable, oneOf);
                break;
            case GraphQLListValue list when Nullable(place) is ListGraphType expected:
                foreach (var item in list.Values ?? [])
                {
                    Value(expected.ResolvedType!, false, item, null);
                }

                break;
            case GraphQLObjectValue given when Nullable(place).GetNamedGraphType() is IInputObjectGraphType expected:
                foreach (var field in given.Fields ?? [])
                {
                    if (expected.GetField(field.Name.StringValue) is { } definition)
                    {
                        Value(definition.ResolvedType!, definition.DefaultValue is not null, field.Value, expected.IsOneOf ? expected : null);
                    }
                }

                break;
        }
    }

    private void Variable(IGraphType place, bool hasDefault, GraphQLVariable variable, IInputObjectGraphType? oneOf)
    {
        if (variables.Find(candidate => candidate.Variable.Name.Value == variable.Name.Value) is not { } definition)
        {
            return;
        }

        var name = variable.Name.StringValue;
        if (oneOf is not null && definition.Type is not GraphQLNonNullType)
        {
            errors.Add(new GraphQLError(ErrorCodes.OneKeyPerSortObject, new(
                $"Variable '${name}' of type '{Text(definition.Type)}' must be of a type that is not null, since '{oneOf.Name}' takes exactly one field that is not null.",
                $"Biến '${name}' kiểu '{Text(definition.Type)}' phải có kiểu khác null, vì '{oneOf.Name}' nhận đúng một trường khác null."))
            {
                Locations = [Place(variable)],
            });
        }
        else if (!IsAllowed(definition, place, hasDefault))
        {
            Fail(variable, $"Variable '${name}' of type '{Text(definition.Type)}' used in position expecting type '{place}'.",
                $"Biến '${name}' kiểu '{Text(definition.Type)}' đứng ở chỗ cần kiểu '{place}'.");
        }
    }

    private static bool IsAllowed(GraphQLVariableDefinition variable, IGraphType place, bool hasDefault)
    {
        if (place is NonNullGraphType && variable.Type is not GraphQLNonNullType)
        {
            return (hasDefault || variable.DefaultValue is not (null or GraphQLNullValue)) && IsCompatible(variable.Type, Nullable(place));
        }

        return IsCompatible(variable.Type, place);
    }

    private static bool IsCompatible(GraphQLType variable, IGraphType place) => (variable, place) switch
    {
        (GraphQLNonNullType given, NonNullGraphType expected) => IsCompatible(given.Type, expected.ResolvedType!),
        (_, NonNullGraphType) => false,
        (GraphQLNonNullType given, _) => IsCompatible(given.Type, place),
        (GraphQLListType given, ListGraphType expected) => IsCompatible(given.Type, expected.ResolvedType!),
        (GraphQLNamedType given, not ListGraphType) => given.Name.StringValue == place.Name,
        _ => false,
    };

    private static IGraphType Nullable(IGraphType type) => type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type;

    private static string Text(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => Text(nonNull.Type) + "!",
        GraphQLListType list => $"[{Text(list.Type)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };

    private (int Line, int Column) Place(ASTNode node)
    {
        var location = Location.FromLinearPosition(document.Source, node.Location.Start);
        return (location.Line, location.Column);
    }

    private void Fail(ASTNode node, string english, string vietnamese) =>
        errors.Add(new GraphQLError(ErrorCodes.InvalidRequest, new(english, vietnamese)) { Locations = [Place(node)] });
}
