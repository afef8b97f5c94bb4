using System.Text;
using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// The input types that follow from a name alone: whoever writes <c>where: TaskFilterInput, order: [TaskSortInput!]</c> and defines TaskFilterInput gets
/// TaskSortInput; whoever filters by <c>ListFilterInputTypeOfTaskFilterInput</c> or <c>TaskStatusOperationFilterInput</c> gets these.
/// </summary>
internal static class FilterFamily
{
    public const string Filter = "FilterInput";
    public const string Sort = "SortInput";
    public const string ListFilter = "ListFilterInputTypeOf";
    public const string OperationFilter = "OperationFilterInput";

    // Nobody reads a list in the order of these.
    private static readonly HashSet<string> FilteredOnly = ["lastYear", "expectedOutput"];

    private static readonly string[] Comparable = ["Int", "Long", "Float", "LocalDate", "DateTime"];

    /// <summary>Adds every type of the family that is referred to and not defined, until none is missing.</summary>
    public static void Complete(DefinedTypes types)
    {
        var open = new Queue<GraphQLTypeDefinition>(types.All.ToList());
        while (open.TryDequeue(out var type))
        {
            foreach (var name in InputReferences(type))
            {
                if (types.Find<GraphQLTypeDefinition>(name) is not null || Write(name, types) is not { } sdl)
                {
                    continue;
                }

                types.Put(sdl);
                open.Enqueue(types.Find<GraphQLTypeDefinition>(name)!);
            }
        }
    }

    private static IEnumerable<string> InputReferences(GraphQLTypeDefinition type)
        => type.OutputFields().SelectMany(field => field.ArgumentList()).Concat(type.InputFields()).Select(value => value.Type.NamedType()).Distinct();

    private static string? Write(string name, DefinedTypes types)
    {
        if (name.StartsWith(ListFilter, StringComparison.Ordinal))
        {
            return WriteListFilter(name, name[ListFilter.Length..]);
        }

        if (name.EndsWith(OperationFilter, StringComparison.Ordinal))
        {
            return WriteOperationFilter(name, name[..^OperationFilter.Length], types);
        }

        if (name.EndsWith(Sort, StringComparison.Ordinal))
        {
            return WriteSort(name, types.Find<GraphQLInputObjectTypeDefinition>(name[..^Sort.Length] + Filter)!);
        }

        return null;
    }

    // Produces: input ListFilterInputTypeOfTaskFilterInput { all: TaskFilterInput none: TaskFilterInput some: TaskFilterInput any: Boolean }
    private static string WriteListFilter(string name, string element) => $$"""
        "Conditions on a list by its elements."
        input {{name}} {
          "Every element meets the conditions. Also true for an empty list."
          all: {{element}}
          "No element meets the conditions."
          none: {{element}}
          "At least one element meets the conditions."
          some: {{element}}
          "True: the list has elements; false: it is empty."
          any: Boolean
        }
        """;

    // Produces: input TaskStatusOperationFilterInput { eq: TaskStatus neq: TaskStatus in: [TaskStatus!] nin: [TaskStatus!] }
    // A comparable scalar has nullable elements in its lists and the eight operators of order besides.
    private static string? WriteOperationFilter(string name, string operand, DefinedTypes types)
    {
        if (types.Find<GraphQLEnumTypeDefinition>(operand) is not null)
        {
            return $$"""
                "Compares a value of the enum {{operand}}."
                input {{name}} { eq: {{operand}} neq: {{operand}} in: [{{operand}}!] nin: [{{operand}}!] }
                """;
        }

        if (!Comparable.Contains(operand))
        {
            return null;
        }

        return $$"""
            "Compares a value of the type {{operand}}."
            input {{name}} {
              eq: {{operand}} neq: {{operand}} in: [{{operand}}] nin: [{{operand}}]
              gt: {{operand}} ngt: {{operand}} gte: {{operand}} ngte: {{operand}} lt: {{operand}} nlt: {{operand}} lte: {{operand}} nlte: {{operand}}
            }
            """;
    }

    // Produces: input DeadlineSortInput @oneOf { dueOn: SortEnumType task: TaskSortInput … }
    private static string WriteSort(string name, GraphQLInputObjectTypeDefinition filter)
    {
        var sdl = new StringBuilder($"\"One key per object; several keys are several objects.\"\ninput {name} @oneOf {{\n");
        foreach (var field in filter.InputFields())
        {
            if (!FilteredOnly.Contains(field.Name.StringValue) && SortType(field.Type) is { } type)
            {
                sdl.Append(field.Name.StringValue).Append(": ").Append(type).Append('\n');
            }
        }

        return sdl.Append('}').ToString();
    }

    // One value sorts by itself, one object by its own keys. Lists (and/or among them) do not sort, nor does timeliness, which is another every day.
    private static string? SortType(GraphQLType filter) => filter is GraphQLListType ? null : filter.NamedType() switch
    {
        "TimelinessOperationFilterInput" => null,
        var list when list.StartsWith(ListFilter, StringComparison.Ordinal) => null,
        var value when value.EndsWith(OperationFilter, StringComparison.Ordinal) => "SortEnumType",
        var one => one[..^Filter.Length] + Sort,
    };
}
