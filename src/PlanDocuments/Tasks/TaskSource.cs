using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>A text that may be a task, and where it stands.</summary>
internal sealed record TaskSource
{
    public required Passage Passage { get; init; }

    /// <summary>The item's label, or the section's for running text.</summary>
    public required string Label { get; init; }

    /// <summary>Gives the label under which it becomes a task.</summary>
    public required Func<string> TakeLabel { get; init; }

    public required string SectionLabel { get; init; }

    public required int Line { get; init; }

    public required bool IsLettered { get; init; }

    /// <summary>It stands where lettered items are tasks.</summary>
    public required bool IsTaskByPlace { get; init; }

    /// <summary>The body of which the section's heading consists ("1. Sở Công Thương").</summary>
    public Mention? HeadingBody { get; init; }

    /// <summary>The heading where it consists of unnamed bodies ("3. Các Sở, ban, ngành").</summary>
    public string? HeadingOthers { get; init; }

    /// <summary>A title for running text that begins with its assignment.</summary>
    public string? Heading { get; init; }

    public int? PlanYear { get; init; }
}
