using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Compilation;

namespace KGPlanGraph.Schema.Operations;

/// <summary>Answers <c>__schema</c> and <c>__type</c> by graphql-dotnet, which knows the schema.</summary>
internal static class Introspection
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of each introspection field by its response key.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> RunAsync(
        ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, IReadOnlyList<SelectedField> fields,
        IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken)
    {
        var asked = fields.Where(field => field.Name is "__schema" or "__type").ToList();
        var selections = asked.Select(ASTNode (field) => new GraphQLField(field.Field.Name)
        {
            Alias = field.Field.Alias,
            Arguments = field.Field.Arguments,
            SelectionSet = new GraphQLSelectionSet([.. field.SubSelections.SelectMany(selection => selection.Selections)]),
        });
        // Scalars are all that introspection takes; what the other fields need must not be asked of it.
        var scalars = variables.Where(variable => variable.Value is string or bool).ToDictionary(variable => variable.Key, variable => variable.Value);
        var definitions = operation.Variables?.Items.Where(definition => scalars.ContainsKey(definition.Variable.Name.StringValue)).ToList() ?? [];
        var reduced = new GraphQLOperationDefinition(new GraphQLSelectionSet([.. selections]))
        {
            Operation = OperationType.Query,
            Variables = definitions.Count == 0 ? null : new GraphQLVariablesDefinition(definitions),
        };
        var result = await new DocumentExecuter().ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Document = new GraphQLDocument([reduced, .. document.Definitions.OfType<GraphQLFragmentDefinition>()]) { Source = document.Source },
            Variables = new Inputs(scalars),
            ValidationRules = Array.Empty<IValidationRule>(),
            CancellationToken = cancellationToken,
        }).ConfigureAwait(false);
        if (result.Errors is { Count: > 0 } errors)
        {
            throw new InvalidOperationException("Introspection failed: " + errors[0].Message, errors[0]);
        }

        var data = (IReadOnlyDictionary<string, object?>)((GraphQL.Execution.ExecutionNode)result.Data!).ToValue()!;
        return asked.ToDictionary(field => field.ResponseKey, field => JsonSerializer.SerializeToUtf8Bytes(data[field.ResponseKey], Json));
    }
}
