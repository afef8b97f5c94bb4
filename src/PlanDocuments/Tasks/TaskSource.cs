using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>A text that may be a task, and where it stands.</summary>
internal sealed record TaskSource
{
    public required Passage Passage { get; init; }

    /// <summary>What is told of the task where that is less than the passage, which also has what a table or a clause for several items says.</summary>
    public string? Content { get; init; }

    /// <summary>The item's label, or the section's for running text.</summary>
    public required string Label { get; init; }

    /// <summary>Gives the label under which it becomes a task.</summary>
    public required Func<string> TakeLabel { get; init; }

    public required string SectionLabel { get; init; }

    public required int Line { get; init; }

    public required bool IsLettered { get; init; }

    /// <summary>What the headings above make of an item that names neither body nor date.</summary>
    public required TaskPlace Place { get; init; }

    /// <summary>The bodies of which the section's heading consists ("1. Sở Công Thương").</summary>
    public IReadOnlyList<Mention> HeadingBodies { get; init; } = [];

    /// <summary>The heading where it consists of unnamed bodies ("3. Các Sở, ban, ngành").</summary>
    public string? HeadingOthers { get; init; }

    /// <summary>Who coordinates by the heading, where the item names nobody itself.</summary>
    public (IReadOnlyList<string> Codes, string? Open) HeadingCoordinators { get; init; } = ([], null);

    /// <summary>A title for running text that begins with its assignment.</summary>
    public string? Heading { get; init; }

    public TableRow? Row { get; init; }

    public required PlanYears PlanYears { get; init; }
}

/// <summary>What headings say about the items below them.</summary>
internal enum TaskPlace
{
    /// <summary>Every item is a task.</summary>
    Tasks,

    /// <summary>Running text, or duties: a body or a date makes a task of an item.</summary>
    Duties,

    /// <summary>Targets: only an assignment makes a task; a date is told.</summary>
    Targets,

    /// <summary>Aims and grounds: only an assignment makes a task.</summary>
    Aims,
}
