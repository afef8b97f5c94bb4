using System.Text;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.Exceptions;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Schema.TrustedDocuments;

/// <summary>Looks at a document as the executor will: what is registered must run.</summary>
sealed class TrustedDocumentCheck(DocumentLimits limits)
{
    readonly DocumentValidator validator = new();

    /// <summary>Null, or what is wrong with <paramref name="text"/>, in one line.</summary>
    public async Task<string?> FindFaultAsync(string text)
    {
        if (DocumentLimits.Check(Encoding.UTF8.GetBytes(text)) is { } tooLarge)
            return tooLarge.Message.English;
        try
        {
            var document = Parser.Parse(text, DocumentLimits.Parsing);
            if (limits.Check(document) is { } tooMuch)
                return tooMuch.Message.English;
            var result = await validator.ValidateAsync(new ValidationOptions { Schema = GraphQLSchema.Build(), Document = document });
            return result.IsValid ? null : result.Errors[0].Message;
        }
        catch (GraphQLParserException exception)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }
}
