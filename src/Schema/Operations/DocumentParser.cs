using System.Security.Cryptography;
using System.Text;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Limits;

namespace KGPlanGraph.Schema.Operations;

/// <summary>From a document's bytes to a validated document: limits, parse, limits, validate.</summary>
internal sealed class DocumentParser(ISchema schema, DocumentLimits limits)
{
    /// <summary>Lower-case hexadecimal SHA-256 of a document's text, valid or not.</summary>
    public static string HashOf(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text));

    /// <summary>The document, or what is wrong with it.</summary>
    public async ValueTask<(CachedDocument? Document, IReadOnlyList<GraphQLError> Errors)> ParseAsync(ReadOnlyMemory<byte> text)
    {
        if (DocumentLimits.Check(text.Span) is { } tooMuch)
        {
            return (null, [tooMuch]);
        }

        var source = DocumentText.ForParser(Encoding.UTF8.GetString(text.Span));
        if (DocumentSyntax.Check(source) is { } wrong)
        {
            return (null, [wrong]);
        }

        var ast = Parser.Parse(source, DocumentLimits.Parsing);
        if (limits.Check(ast) is { } tooDeep)
        {
            return (null, [tooDeep]);
        }

        if (!ast.Definitions.OfType<GraphQLOperationDefinition>().Any())
        {
            return (null, [new GraphQLError(ErrorCodes.InvalidRequest, new("The document has no operation.", "Văn bản không có thao tác nào."))]);
        }

        var errors = await ValidateAsync(ast).ConfigureAwait(false);
        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var hash = HashOf(text.Span);
        return (new CachedDocument(
            ast, hash, [.. ast.Definitions.OfType<GraphQLOperationDefinition>().Select(operation => new CachedOperation(schema, ast, operation, limits.MaxPageSize))]), []);
    }

    private async Task<IReadOnlyList<GraphQLError>> ValidateAsync(GraphQLDocument ast)
    {
        if (ExecutableRules.CheckDefinitions(schema, ast) is { Count: > 0 } definitions)
        {
            return definitions;
        }

        var errors = await FindErrorsAsync(ast).ConfigureAwait(false);
        // The library coerces variables at the end of validation; that is done per request here.
        List<GraphQLError> found = [.. errors.Where(error => error is not InvalidVariableError).Select(error => ValidationMessages.Translate(error, schema))];
        return found.Count > 0 ? found : ExecutableRules.Check(schema, ast);
    }

    private async Task<IEnumerable<ExecutionError>> FindErrorsAsync(GraphQLDocument ast)
    {
        try
        {
            var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
            {
                Schema = schema,
                Document = ast,
                Rules = ValidationRules.All,
                Operation = ast.Definitions.OfType<GraphQLOperationDefinition>().First(),
                Variables = Inputs.Empty,
                Extensions = Inputs.Empty,
            }).ConfigureAwait(false);
            return result.Errors;
        }
        catch (EnoughErrors.ReachedException enough)
        {
            return enough.Errors;
        }
    }
}
