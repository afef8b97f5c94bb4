using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Limits;

/// <summary>Counts what a document writes down: definitions, fields, aliases and directives.</summary>
sealed class DocumentCounts(GraphQLDocument document)
{
    int fields;
    int aliases;
    int directives;

    public GraphQLError? Run()
    {
        if (document.Definitions.Count > DocumentLimits.MaxDefinitions)
            return TooMany(document.Definitions[DocumentLimits.MaxDefinitions], "operations and fragments", "phép và đoạn", DocumentLimits.MaxDefinitions);

        foreach (var definition in document.Definitions)
        {
            directives += (definition as IHasDirectivesNode)?.Directives?.Count ?? 0;
            foreach (var variable in (definition as GraphQLOperationDefinition)?.Variables?.Items ?? [])
                directives += variable.Directives?.Count ?? 0;
            if (Count((definition as IHasSelectionSetNode)?.SelectionSet) is { } error)
                return error;
        }

        return null;
    }

    GraphQLError? Count(GraphQLSelectionSet? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            directives += (selection as IHasDirectivesNode)?.Directives?.Count ?? 0;
            if (selection is GraphQLField field)
            {
                fields++;
                aliases += field.Alias is null ? 0 : 1;
            }

            if (Exceeded(selection) is { } error || (error = Count((selection as IHasSelectionSetNode)?.SelectionSet)) is not null)
                return error;
        }

        return null;
    }

    GraphQLError? Exceeded(ASTNode at) =>
        aliases > DocumentLimits.MaxAliases ? TooMany(at, "aliases", "bí danh", DocumentLimits.MaxAliases)
        : fields > DocumentLimits.MaxFields ? TooMany(at, "fields", "trường", DocumentLimits.MaxFields)
        : directives > DocumentLimits.MaxDirectives ? TooMany(at, "directives", "chỉ thị", DocumentLimits.MaxDirectives)
        : null;

    GraphQLError TooMany(ASTNode at, string english, string vietnamese, int most) => LimitErrors.TooMuch(document, at,
        $"The document has more than {most} {english}; split it into several requests.",
        $"Văn bản truy vấn có quá {most} {vietnamese}; hãy chia thành nhiều yêu cầu.");
}
