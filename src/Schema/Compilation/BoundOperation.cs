using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>A compiled operation with one request's arguments: ready to be sent. Kept where the arguments never change.</summary>
internal sealed class BoundOperation(int levels)
{
    /// <summary>By the level's index.</summary>
    public SelectBinding[] Bindings { get; } = new SelectBinding[levels];

    /// <summary>Today in Viet Nam first, then the days that <c>asOf</c> arguments give.</summary>
    public required DateOnly[] Days { get; init; }

    /// <summary>Arguments that are wrong in themselves, by the level's index; null where there are none.</summary>
    public GraphQLError?[]? Faults { get; set; }

    /// <summary>The ids of <c>nodes</c>, by the index of its first level: null for what is none.</summary>
    public Dictionary<int, ObjectId?[]>? NodeIds { get; set; }

    /// <summary>The fingerprint of each level's order, for its cursors.</summary>
    public uint[] Fingerprints { get; } = new uint[levels];

    /// <summary>Places in the sequence of changes, by the index of the level that goes on from them: a read fails where the database does not hold them.</summary>
    public List<(int Level, ChangePlace Place)> Places { get; } = [];

    /// <summary>Whether the newest change is asked for too, on the same snapshot.</summary>
    public bool SelectsNewest { get; set; }

    /// <summary>In the order in which they are sent: children first.</summary>
    public List<(ListLevel Level, bool IsCount, Statement Statement)> Statements { get; } = [];

    public void Fail(int level, GraphQLError error) => (Faults ??= new GraphQLError?[Bindings.Length])[level] = error;
}
