using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Definition;

/// <summary>What a field, an argument or an input field means wherever it has this name.</summary>
internal static class DefaultDescriptions
{
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["version"] = "Grows by one with each change; send it back as expectedVersion.",
        ["createdAt"] = "When it came into the system.",
        ["updatedAt"] = "When it last changed.",
    };

    private static readonly Dictionary<string, string> Arguments = new()
    {
        ["id"] = "The object's global id; one of another type finds nothing.",
        ["first"] = "At most this many, from the start of the list or after `after`. Default 10, at most 100 (else HC0051); not together with `last` (HC0079).",
        ["after"] = "Only what comes after this cursor.",
        ["last"] = "At most this many, from the end of the list or before `before`. At most 100 (else HC0051); not together with `first` (HC0079).",
        ["before"] = "Only what comes before this cursor.",
        ["where"] = "Only what meets these conditions; several in one object must all hold.",
        ["order"] = "Sort keys, the most important first.",
        ["asOf"] = "The day to look from; defaults to today in Viet Nam (Asia/Ho_Chi_Minh).",
        ["groupBy"] = "What to group by; empty for one group of all.",
        ["input"] = "What it needs.",
    };

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["and"] = "All of these hold; an empty list says nothing.",
        ["or"] = "At least one of these holds; an empty list says nothing.",
        ["eq"] = "Equal; null: has no value.",
        ["neq"] = "Not equal, missing values included; null: has a value.",
        ["in"] = "Equal to one of these, which may contain null where the type allows it. An empty list matches nothing.",
        ["nin"] = "Equal to none of these; missing values included unless null is among them.",
        ["contains"] = "Has this text in it, as written.",
        ["ncontains"] = "Does not have this text in it; missing values included.",
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
                ? "Why nothing was written; null where all went well."
                : "The object as it is after the change; null where it was refused.";
        }

        return Fields.GetValueOrDefault(name);
    }

    /// <summary>Of a field's argument.</summary>
    public static string? Argument(string name, GraphQLFieldDefinition field) => name == "search" ? Search(field) : Arguments.GetValueOrDefault(name);

    /// <summary>Of a field of a mutation's input, or of an operator of a filter.</summary>
    public static string? InputField(string name, string type) => name switch
    {
        "expectedVersion" => "The version that the caller has seen; a stale one is a VersionConflictError, before any other rule is looked at.",
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
            "TaskFilterInput" => "a task's label, title or content",
            "AgencyFilterInput" => "an agency's code, name or aliases",
            _ => "an item's code, name or note",
        };
        return $"Words that all occur, as parts of words too, in {texts}. Ignores case and diacritics (đ = d); wildcard characters are plain text.";
    }
}
