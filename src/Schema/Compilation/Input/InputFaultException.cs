using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Compilation.Input;

/// <summary>Ends the coercion of an argument or variable. Never leaves the executor: it becomes the error that it carries.</summary>
internal sealed class InputFaultException(GraphQLError error) : Exception(error.Message.English)
{
    public GraphQLError Error { get; } = error;
}
