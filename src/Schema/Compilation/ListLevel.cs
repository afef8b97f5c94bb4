using GraphQL.Types;
using GraphQLParser.AST;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Compilation.Output;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>One list level of a compiled operation: what it selects, how its rows are written, where its arguments stand.</summary>
internal sealed class ListLevel
{
    /// <summary>Where its rows come from.</summary>
    public required LevelSource Source { get; init; }

    public required Select Select { get; init; }

    public required TypeBinding Type { get; init; }

    /// <summary>The field's selection; its arguments decide what is read.</summary>
    public required GraphQLField Field { get; init; }

    public required FieldType Definition { get; init; }

    /// <summary>The field's arguments.</summary>
    public required CompiledArguments Arguments { get; init; }

    /// <summary>Response keys from the root, without list indexes.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>Index of the day as of which its arguments are meant.</summary>
    public int Day { get; init; }

    /// <summary>The level above; null at the root.</summary>
    public ListLevel? Parent { get; init; }

    /// <summary>The levels right below.</summary>
    public List<ListLevel> Children { get; } = [];

    /// <summary>For a plain list: its order and further condition.</summary>
    public ListBinding? List => (Source as ListSource)?.List;

    /// <summary>How each row is written: once for each form in which the list is selected.</summary>
    public List<FieldWriter> Pieces { get; } = [];

    /// <summary>Whether the answer says if there are more rows.</summary>
    public bool ReadsOneMore { get; set; }

    /// <summary>Whether cursors are selected.</summary>
    public bool SelectsCursors { get; set; }

    /// <summary>Whether the rows are counted.</summary>
    public bool SelectsCount { get; set; }

    /// <summary>For levels whose rows are kept by their own key: the slot that it is in.</summary>
    public int KeySlot { get; set; } = -1;

    /// <summary>Whether any row is read at all; a connection may ask for its count alone.</summary>
    public bool ReadsRows => Pieces.Count > 0 || ReadsOneMore;
}
