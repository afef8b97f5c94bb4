using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>A refusal that the caller can act on, before its message has a language. Made by <see cref="MutationErrors"/> alone.</summary>
/// <param name="TypeName">The GraphQL type.</param>
/// <param name="Message">What is wrong and how to go on.</param>
/// <param name="Field">The type's other field; null where it has none.</param>
/// <param name="Value">That field's value.</param>
internal sealed record MutationError(string TypeName, LocalizedText Message, string? Field = null, object? Value = null)
{
    /// <summary>The error as the payload carries it.</summary>
    public PayloadObject In(Language language)
    {
        var fields = new Dictionary<string, object?> { ["message"] = Message.In(language) };
        if (Field is not null)
            fields[Field] = Value;
        return new(TypeName, fields);
    }
}
