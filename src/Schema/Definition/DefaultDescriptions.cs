using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>What a field, an argument or an input field means wherever it has this name.</summary>
internal static class DefaultDescriptions
{
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["version"] = "Grows by one with each change; send it back as expectedVersion.",
        ["createdAt"] = "When the object was created in the system.",
        ["updatedAt"] = "When the object last changed.",
    };

    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["id"] = "The object's global id; one of another type finds nothing.",
        ["first"] = "The number of elements, from the start of the list or after `after`. Default 10, at most 100 (otherwise HC0051). Not together with `last` (HC0079).",
        ["after"] = "Return elements after this cursor.",
        ["last"] = "The number of elements, from the end of the list or before `before`. At most 100 (otherwise HC0051). Not together with `first` (HC0079).",
        ["before"] = "Return elements before this cursor.",
        ["where"] = "Return elements that meet these conditions. All conditions in one object must hold.",
        ["order"] = "Sort keys, the most important first.",
        ["asOf"] = "The day; defaults to today in Viet Nam (Asia/Ho_Chi_Minh).",
        ["groupBy"] = "The keys to group by. If empty, there is one group of all tasks.",
        ["input"] = "The input of the mutation.",
    };

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["and"] = "All of these conditions hold. An empty list has no effect.",
        ["or"] = "At least one of these conditions holds. An empty list has no effect.",
        ["eq"] = "Equal; null finds elements without a value.",
        ["neq"] = "Not equal, missing values included; null finds elements with a value.",
        ["in"] = "Equal to one of these, which may contain null if the type allows it. An empty list matches nothing.",
        ["nin"] = "Equal to none of these. Missing values are included, unless null is among them.",
        ["contains"] = "Contains this text, as written.",
        ["ncontains"] = "Does not contain this text; missing values included.",
        ["startsWith"] = "Starts with this text, as written.",
        ["nstartsWith"] = "Does not start with this text; missing values included.",
        ["endsWith"] = "Ends with this text, as written.",
        ["nendsWith"] = "Does not end with this text; missing values included.",
        ["gt"] = "Greater, or later.",
        ["ngt"] = "Not greater; missing values included.",
        ["gte"] = "Greater or equal, or not earlier.",
        ["ngte"] = "Not greater and not equal; missing values included.",
        ["lt"] = "Less, or earlier.",
        ["nlt"] = "Not less; missing values included.",
        ["lte"] = "Less or equal, or not later.",
        ["nlte"] = "Not less and not equal; missing values included.",
    };

    /// <summary>Of an object's field; null where the name alone does not say it.</summary>
    public static string? Field(string name, string type)
    {
        if (type.EndsWith("Payload", StringComparison.Ordinal))
        {
            return name == "errors"
                ? "Why the mutation was refused, in which case nothing is written; null if it was executed."
                : "The object after the change; null if the mutation was refused.";
        }

        return Fields.GetValueOrDefault(name);
    }

    /// <summary>Of a field's argument.</summary>
    public static string? Argument(string name, GraphQLFieldDefinition field) => name == "search" ? Search(field) : Arguments.GetValueOrDefault(name);

    /// <summary>Of a field of a mutation's input, or of an operator of a filter.</summary>
    public static string? InputField(string name, string type) => name switch
    {
        "expectedVersion" => "The version that the caller has read. If it is not the current one, the result is a VersionConflictError, before any other rule is checked.",
        "idempotencyKey" => "Sent again with the same key within a day, the first answer comes back and nothing is done twice. "
            + "The same key with another input is a ValidationError. At most 200 characters, e.g. a UUID.",
        "and" or "or" => Operators[name],
        _ when type.EndsWith(FilterFamily.OperationFilter, StringComparison.Ordinal) => Operators.GetValueOrDefault(name),
        _ => null,
    };

    /// <summary>How a key sorts, where that is not plain from its type; starts with a space.</summary>
    public static string SortOrder(string name, bool isEnum) => name switch
    {
        "label" => " In document order: II.1.d, II.1.đ, II.1.e; II.2 before II.10.",
        "name" or "title" or "heading" => " In Vietnamese alphabetical order.",
        _ when isEnum => " In the order in which the values are declared.",
        _ => "",
    };

    private static string Search(GraphQLFieldDefinition field)
    {
        var filter = field.ArgumentList().First(argument => argument.Name == "where").Type.NamedType();
        var texts = filter switch
        {
            "TaskFilterInput" => "the label, title or content of a task",
            "AgencyFilterInput" => "the code, name or aliases of an agency",
            _ => "the code, name or note of an item",
        };
        return $"Search words. Each must occur in {texts}, as a word or as part of one. Case and diacritics are ignored (đ = d); wildcard characters have no special meaning.";
    }
}
