using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Schema.PersistedDocuments;

/// <summary>The directive <c>@http(route:, query:)</c> of an operation in a <c>.graphql</c> file. It is the file's: the schema does not have it.</summary>
internal static class HttpDirective
{
    public const string Name = "http";

    /// <summary>Whether a text may have the directive, which it is then parsed for.</summary>
    public static bool MayBeIn(string text) => text.Contains("@http", StringComparison.Ordinal);

    /// <summary>The directive of an operation; null without one.</summary>
    public static GraphQLDirective? Of(GraphQLOperationDefinition operation) =>
        operation.Directives?.Items.Find(directive => directive.Name.StringValue == Name);

    /// <summary>The document without the directives; a text that is no document stays as it is.</summary>
    public static string Strip(string text)
    {
        if (!MayBeIn(text))
        {
            return text;
        }

        try
        {
            return Strip(text, Parser.Parse(text, DocumentLimits.Parsing));
        }
        catch (Exception fault) when (fault is GraphQLSyntaxErrorException or GraphQLMaxDepthExceededException)
        {
            return text;
        }
    }

    // From the end, so that earlier places stay where they are.
    private static string Strip(string text, GraphQLDocument document)
    {
        var places = document.Definitions.OfType<GraphQLOperationDefinition>().Select(Of).OfType<GraphQLDirective>().Select(directive => directive.Location);
        foreach (var place in places.OrderByDescending(place => place.Start))
        {
            text = text[..place.Start].TrimEnd() + " " + text[place.End..].TrimStart();
        }

        return text;
    }
}
