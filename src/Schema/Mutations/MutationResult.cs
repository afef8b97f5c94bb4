using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>A mutation's outcome, from which its payload is read. With errors nothing was written.</summary>
public sealed class MutationResult
{
    /// <summary>
    /// The keys of the payload's objects by the payload's field; what is missing is null. They are read after the commit, with the caller's rights.
    /// </summary>
    public IReadOnlyDictionary<string, long> Objects { get; init; } = new Dictionary<string, long>();

    /// <summary>
    /// The payload's other fields, held ready: null, string, bool, int, long, <see cref="PayloadObject"/>, lists of these (<c>IEnumerable</c>).
    /// </summary>
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();

    /// <summary>Typed errors; null where all went well.</summary>
    public IReadOnlyList<PayloadObject>? Errors { get; init; }

    /// <summary>The keys of all <see cref="PayloadReference"/>s among the values.</summary>
    public IReadOnlyList<long> KeysOfParts() => [.. Values.Values.SelectMany(Keys).Distinct()];

    private static IEnumerable<long> Keys(object? value) => value switch
    {
        PayloadReference reference => [reference.Key],
        PayloadObject made => made.Fields.Values.SelectMany(Keys),
        IEnumerable<PayloadObject> items => items.SelectMany(Keys),
        object?[] items => items.SelectMany(Keys),
        _ => [],
    };
}

/// <summary>What a mutation's work came to, before it is committed: objects whose keys the database may still have to give.</summary>
internal sealed class MutationOutcome
{
    private MutationOutcome()
    {
    }

    /// <summary>Why nothing is written; empty where all went well.</summary>
    public IReadOnlyList<MutationError> Errors { get; private init; } = [];

    /// <summary>The payload's objects by the payload's field.</summary>
    public IReadOnlyList<(string Field, IVersioned Object)> Objects { get; private init; } = [];

    /// <summary>The payload's other fields, as in <see cref="MutationResult.Values"/>.</summary>
    public IReadOnlyDictionary<string, object?> Values { get; private init; } = new Dictionary<string, object?>();

    /// <summary>Whether what the context holds is to be written.</summary>
    public bool IsKept { get; private init; }

    /// <summary>All went well: save, commit, and answer with these objects.</summary>
    public static MutationOutcome Done(params (string Field, IVersioned Object)[] objects) => new() { Objects = objects, IsKept = true };

    /// <inheritdoc cref="Done(ValueTuple{string, IVersioned}[])"/>
    public static MutationOutcome Done(IReadOnlyDictionary<string, object?> values, params (string Field, IVersioned Object)[] objects) =>
        new() { Objects = objects, Values = values, IsKept = true };

    /// <summary>Write nothing, and answer with values alone: a dry run.</summary>
    public static MutationOutcome WithoutWriting(IReadOnlyDictionary<string, object?> values) => new() { Values = values };

    /// <summary>Write nothing, and say why.</summary>
    public static MutationOutcome Refused(IReadOnlyList<MutationError> errors, IReadOnlyDictionary<string, object?>? values = null) =>
        new() { Errors = errors, Values = values ?? new Dictionary<string, object?>() };

    /// <summary>A refusal for one reason.</summary>
    public static implicit operator MutationOutcome(MutationError error) => Refused([error]);
}

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
        {
            fields[Field] = Value;
        }

        return new(TypeName, fields);
    }
}

/// <summary>An object of a payload that is not in the database: a typed error, an import's report.</summary>
/// <param name="TypeName">The GraphQL type.</param>
/// <param name="Fields">Its fields' values, as in <see cref="MutationResult.Values"/>.</param>
public sealed record PayloadObject(string TypeName, IReadOnlyDictionary<string, object?> Fields);

/// <summary>A stored object inside a <see cref="PayloadObject"/>: read after the commit, with the caller's rights, all of a payload in one statement.</summary>
/// <param name="made">The object, whose key the database may still have to give; null where the key is known.</param>
/// <param name="key">The key.</param>
public sealed class PayloadReference(IVersioned? made, long key = 0)
{
    /// <summary>Its key, once it has been saved.</summary>
    public long Key => made?.Id ?? key;
}
