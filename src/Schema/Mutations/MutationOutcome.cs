using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Schema.Mutations;

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
