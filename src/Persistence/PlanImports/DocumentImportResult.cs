using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanDocuments;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>What came of a document: a draft with a report, or why there is none.</summary>
public sealed record DocumentImportResult
{
    /// <summary>The draft, which the context holds and has yet to save.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What was read; also there where the draft is refused.</summary>
    public ImportReport? Report { get; init; }

    /// <summary>Why the text cannot be read.</summary>
    public DocumentRefusal? Unreadable { get; init; }

    /// <summary>Why what was read cannot be stored.</summary>
    public PlanImportRefusal? Refusal { get; init; }
}
