namespace KGPlanGraph.Schema.Compilation;

/// <summary>How a level's arguments decide what it reads.</summary>
internal enum LevelKind
{
    /// <summary>A cursor connection.</summary>
    Connection,

    /// <summary>A plain list below another level.</summary>
    List,

    /// <summary>One object by its global id.</summary>
    ById,

    /// <summary>One object by its code.</summary>
    ByCode,

    /// <summary>A task by its plan's code and its label.</summary>
    ByLabel,

    /// <summary>The objects of one type that <c>node</c> or <c>nodes</c> asks for.</summary>
    Nodes,

    /// <summary>The objects of one type that changes are about.</summary>
    Subjects,

    /// <summary>The caller's agency.</summary>
    CallersAgency,

    /// <summary>Counts of tasks.</summary>
    Statistics,

    /// <summary>Objects by keys that a mutation or an event gives.</summary>
    ByKey,

    /// <summary>The changes that a subscription waits for, oldest first.</summary>
    Events,
}
