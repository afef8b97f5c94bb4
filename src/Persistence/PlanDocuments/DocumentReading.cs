using KGPlanGraph.Persistence.PlanDocuments.Assignments;
using KGPlanGraph.Persistence.PlanDocuments.Bodies;
using KGPlanGraph.Persistence.PlanDocuments.Citations;
using KGPlanGraph.Persistence.PlanDocuments.Deadlines;
using KGPlanGraph.Persistence.PlanDocuments.FrontMatter;
using KGPlanGraph.Persistence.PlanDocuments.InvestmentItems;
using KGPlanGraph.Persistence.PlanDocuments.Localities;
using KGPlanGraph.Persistence.PlanDocuments.Outline;
using KGPlanGraph.Persistence.PlanDocuments.Tasks;
using KGPlanGraph.Persistence.PlanDocuments.Text;

namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>One reading of an outline: puts the readers together and collects what they find.</summary>
internal sealed class DocumentReading
{
    private readonly DocumentOutline _outline;
    private readonly LabelBook _labels;
    private readonly Findings _findings;
    private readonly BodyFinder _bodies;
    private readonly LocalityBook _localityBook = new();
    private readonly ItemBook _itemBook = new();
    private readonly CitationBook _citationBook;
    private readonly CitationReader _citations;
    private readonly LocalityRegister _localities;
    private readonly int? _year;

    public DocumentReading(DocumentOutline outline, LabelBook labels, Findings findings, BodyRegister bodies, LocalityRegister localities, int? year)
    {
        (_outline, _labels, _findings, _localities, _year) = (outline, labels, findings, localities, year);
        _bodies = new BodyFinder(bodies);
        _citationBook = new CitationBook(findings);
        _citations = new CitationReader(_bodies, _citationBook, findings);
    }

    public PlanDocumentResult Read()
    {
        string title = TitleReader.Title(_outline);
        int? stated = TitleReader.YearOf(title);
        if (stated is null) _findings.Warn(null, _outline.TitleLine, "The title does not state the plan's one year.", "Tên kế hoạch không nêu rõ một năm.");
        var letterhead = new LetterheadReader(_bodies, _findings);
        (string? issuerCode, string? issuerName) = letterhead.Issuer(_outline);
        foreach (Paragraph paragraph in _outline.Preamble) _citations.Read(new Passage([paragraph]), null);
        SectionReader sections = ReadSections(stated ?? _year);
        foreach (Paragraph paragraph in _outline.Closing) _citations.Read(new Passage([paragraph]), null);
        var document = new PlanDocument
        {
            Title = title,
            Year = stated,
            IssuerCode = issuerCode,
            IssuerName = issuerName,
            Signatory = SignatureReader.Read(_outline.Signature),
            Number = LetterheadReader.Number(_outline),
            IssuedOn = letterhead.IssuedOn(_outline),
            Recipients = _outline.Recipients,
            Sections = sections.Sections,
            Tasks = sections.Tasks,
            LegalDocuments = _citationBook.Documents,
            Localities = _localityBook.Localities,
            InvestmentItems = _itemBook.Items,
        };
        return PlanDocumentResult.Read(document, Report(document));
    }

    private SectionReader ReadSections(int? year)
    {
        var lists = new BodyListReader(_bodies);
        var assignments = new AssignmentReader(new ClauseReader(lists), _findings);
        var tasks = new TaskReader(
            assignments, new DeadlineReader(_findings), new TaskDeadlines(_bodies, _findings), _citations,
            new LocalityReader(_localities, _localityBook), new ItemReader(_bodies, _localityBook, _itemBook, _findings), _findings);
        var sections = new SectionReader(tasks, _bodies, lists, _labels, year);
        foreach (OutlineSection section in _outline.Sections) sections.Read(section);
        return sections;
    }

    private ImportReport Report(PlanDocument document)
    {
        if (document.Tasks.Count == 0) _findings.Warn(null, _outline.TitleLine, "No task was found.", "Không tìm thấy nhiệm vụ nào.");
        return new ImportReport(
            document.Sections.Count, document.Tasks.Count, document.Tasks.Sum(task => task.Deadlines.Count), _findings.Bodies.Count,
            _findings.UnknownAgencies, _findings.Warnings);
    }
}
