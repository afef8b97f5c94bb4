using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments.Outline;

/// <summary>The parts of a plan document in the order of the official layout.</summary>
internal sealed class DocumentOutline
{
    /// <summary>What stands above the title: issuer, number, place and date, column by column.</summary>
    public List<(int Line, string Text)> Letterhead { get; } = [];

    public List<string> TitleLines { get; } = [];

    /// <summary>0 where the document has no title.</summary>
    public int TitleLine { get; set; }

    /// <summary>Grounds and the enacting clause, between title and first section.</summary>
    public List<Paragraph> Preamble { get; } = [];

    public List<OutlineSection> Sections { get; } = [];

    /// <summary>What stands between the last section and the signature.</summary>
    public List<Paragraph> Closing { get; } = [];

    public List<string> Recipients { get; } = [];

    public List<string> Signature { get; } = [];
}
