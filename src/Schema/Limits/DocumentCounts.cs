using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>Counts what a document writes down: definitions, variables, fields, arguments, aliases and directives.</summary>
internal sealed class DocumentCounts(GraphQLDocument document)
{
    private int fields;
    private int aliases;
    private int directives;

    public GraphQLError? Run()
    {
        if (document.Definitions.Count > DocumentLimits.MaxDefinitions)
        {
            return TooMany(document.Definitions[DocumentLimits.MaxDefinitions], "operations and fragments", "thao tác và đoạn", DocumentLimits.MaxDefinitions);
        }

        foreach (var definition in document.Definitions)
        {
            var error = CountPlace(definition, null, definition as IHasDirectivesNode)
                ?? CountVariables((definition as GraphQLOperationDefinition)?.Variables)
                ?? Count((definition as IHasSelectionSetNode)?.SelectionSet);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private GraphQLError? CountVariables(GraphQLVariablesDefinition? variables)
    {
        if (variables?.Count > DocumentLimits.MaxVariables)
        {
            return TooMany(variables[DocumentLimits.MaxVariables], "variables", "biến", DocumentLimits.MaxVariables);
        }

        foreach (var variable in variables?.Items ?? [])
        {
            if (CountPlace(variable, null, variable) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private GraphQLError? Count(GraphQLSelectionSet? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            var field = selection as GraphQLField;
            fields += field is null ? 0 : 1;
            aliases += field?.Alias is null ? 0 : 1;
            var error = CountPlace(selection, field?.Arguments, selection as IHasDirectivesNode)
                ?? Exceeded(selection)
                ?? Count((selection as IHasSelectionSetNode)?.SelectionSet);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private GraphQLError? CountPlace(ASTNode at, GraphQLArguments? arguments, IHasDirectivesNode? place)
    {
        if (arguments?.Count > DocumentLimits.MaxArguments)
        {
            return TooMany(at, "arguments in one place", "đối số ở một chỗ", DocumentLimits.MaxArguments);
        }

        directives += place?.Directives?.Count ?? 0;
        if (place?.Directives?.Count > DocumentLimits.MaxDirectivesInPlace)
        {
            return TooMany(at, "directives in one place", "chỉ thị ở một chỗ", DocumentLimits.MaxDirectivesInPlace);
        }

        foreach (var directive in place?.Directives?.Items ?? [])
        {
            if (CountPlace(directive, directive.Arguments, null) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private GraphQLError? Exceeded(ASTNode at) =>
        aliases > DocumentLimits.MaxAliases ? TooMany(at, "aliases", "bí danh", DocumentLimits.MaxAliases)
        : fields > DocumentLimits.MaxFields ? TooMany(at, "fields", "trường", DocumentLimits.MaxFields)
        : directives > DocumentLimits.MaxDirectives ? TooMany(at, "directives", "chỉ thị", DocumentLimits.MaxDirectives)
        : null;

    private GraphQLError TooMany(ASTNode at, string english, string vietnamese, int most) => LimitErrors.TooMuch(document, at,
        $"The document has more than {most} {english}; split it into several requests.",
        $"Văn bản truy vấn có quá {most} {vietnamese}; hãy chia thành nhiều yêu cầu.");
}
