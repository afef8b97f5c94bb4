using KGPlanGraph.PlanDocuments.Assignments;
using KGPlanGraph.PlanDocuments.Citations;
using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.FrontMatter;
using KGPlanGraph.PlanDocuments.InvestmentItems;
using KGPlanGraph.PlanDocuments.Localities;
using KGPlanGraph.PlanDocuments.Organisations;
using KGPlanGraph.PlanDocuments.Outline;
using KGPlanGraph.PlanDocuments.Tasks;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments;

/// <summary>One reading of an outline: puts the readers together and collects what they find.</summary>
internal sealed class DocumentReading
{
    private readonly DocumentOutline outline;
    private readonly LabelIndex labels;
    private readonly Findings findings;
    private readonly OrganisationFinder bodies;
    private readonly LocalityIndex localityBook = new();
    private readonly ItemIndex itemBook = new();
    private readonly CitationIndex citationBook;
    private readonly CitationReader citations;
    private readonly LocalityRegister localities;
    private readonly int? year;

    public DocumentReading(DocumentOutline outline, LabelIndex labels, Findings findings, OrganisationRegister bodies, LocalityRegister localities, int? year)
    {
        (this.outline, this.labels, this.findings, this.localities, this.year) = (outline, labels, findings, localities, year);
        this.bodies = new OrganisationFinder(bodies);
        citationBook = new CitationIndex(findings);
        citations = new CitationReader(this.bodies, citationBook, findings);
    }

    public PlanDocumentResult Read()
    {
        var title = TitleReader.Title(outline);
        (var stated, var last) = TitleReader.Years(outline);
        if (stated is null)
        {
            findings.Warn(null, outline.TitleLine, "The title does not state the plan's one year.", "Tên kế hoạch không nêu rõ một năm.");
        }

        var letterhead = new LetterheadReader(bodies, findings);
        (var issuerCode, var issuerName) = letterhead.Issuer(outline);
        citations.Read(new Passage(title, outline.TitleLine), null);
        foreach (var paragraph in outline.Preamble)
        {
            citations.Read(new Passage([paragraph]), null);
        }

        var issuedOn = letterhead.IssuedOn(outline);
        var years = year is null
            ? new PlanYears(stated, last, issuedOn)
            : new PlanYears(year, last >= year && stated <= year ? last : null, issuedOn) { Earliest = stated < year ? stated : year };
        var sections = ReadSections(years);
        foreach (var paragraph in outline.Closing)
        {
            citations.Read(new Passage([paragraph]), null);
        }

        var document = new PlanDocument
        {
            Title = title,
            Year = stated,
            LastYear = last,
            DocumentType = TitleReader.DocumentType(outline),
            IssuerCode = issuerCode,
            IssuerName = issuerName,
            Signatory = SignatureReader.Read(outline.Signature),
            Number = LetterheadReader.Number(outline),
            IssuedOn = issuedOn,
            Recipients = outline.Recipients,
            Sections = sections.Sections,
            Tasks = sections.Tasks,
            LegalDocuments = citationBook.Documents,
            Localities = localityBook.Localities,
            InvestmentItems = itemBook.Items,
        };
        var end = outline.Sections[^1].Heading.Line;
        DocumentLimits.Require(document.LegalDocuments.Count, DocumentLimits.Entries, end, "cited documents", "văn bản viện dẫn");
        DocumentLimits.Require(document.Localities.Count, DocumentLimits.Entries, end, "places", "địa danh");
        DocumentLimits.Require(document.InvestmentItems.Count, DocumentLimits.Entries, end, "zones, clusters and projects", "khu, cụm công nghiệp và dự án");
        // A plan is what has tasks; without one nothing of it can be followed.
        return document.Tasks.Count == 0
            ? PlanDocumentResult.Refused(outline.Sections[0].Heading.Line,
                "No section holds a task: an item with a body, a time, or something to be done.",
                "Không có mục nào chứa nhiệm vụ: không nêu cơ quan, thời gian hay việc phải làm.")
            : PlanDocumentResult.Read(document, Report(document, sections.Blocks));
    }

    private SectionReader ReadSections(PlanYears years)
    {
        var lists = new OrganisationListReader(bodies);
        var clauses = new ClauseReader(lists);
        var assignments = new AssignmentReader(clauses, findings);
        var tasks = new TaskReader(
            bodies, assignments, new DeadlineReader(findings), new TaskDeadlines(bodies, findings), citations,
            new LocalityReader(localities, localityBook), new ItemReader(bodies, localityBook, itemBook, findings), findings);
        var sections = new SectionReader(tasks, new HeadingReader(lists, clauses), labels, years);
        TakeBackClosing(years);
        sections.Read(outline.Sections);

        return sections;
    }

    /// <summary>What the closing text sets a time for is a duty of the section that it closes.</summary>
    private void TakeBackClosing(PlanYears years)
    {
        var silent = new DeadlineReader(findings);
        foreach (var paragraph in outline.Closing.ToList())
        {
            if (silent.Read(new Passage([paragraph]), [], years, null).Count > 0 && outline.Sections.FindLast(section => section.Heading.Line < paragraph.Line) is { } section)
            {
                outline.Closing.Remove(paragraph);
                section.Items.Add(new OutlineItem(null, "", paragraph));
            }
        }
    }

    private ImportReport Report(PlanDocument document, (int Tasks, int Texts) blocks)
    {
        return new ImportReport(
            document.Sections.Count, document.Tasks.Count, document.Tasks.Sum(task => task.Deadlines.Count), findings.Organisations.Count,
            findings.UnknownAgencies, findings.Warnings)
        {
            Blocks = CountBlocks(blocks),
        };
    }

    private BlockCounts CountBlocks((int Tasks, int Texts) read)
    {
        var frame = outline.Letterhead.DistinctBy(part => part.Line).Count() + outline.TitleLines.Count + outline.Preamble.Count + outline.Closing.Count
            + outline.TailLines;
        return new BlockCounts(
            read.Tasks, read.Texts + outline.Sections.Sum(section => section.TableFrame), frame, outline.TailUnread + outline.Sections.Sum(section => section.Unread));
    }
}
