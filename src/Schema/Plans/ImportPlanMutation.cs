using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Schema.Plans;

/// <summary>Reads a plan document into a new draft, or with <c>dryRun</c> only tells what it would read.</summary>
internal sealed class ImportPlanMutation(MutationTransactions transactions, ImportMetrics metrics, TimeProvider clock) : Mutation(transactions)
{
    private const int FirstYear = 1945;
    private const int LastYear = 2200;

    /// <inheritdoc/>
    public override string Name => "importPlan";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        var isDryRun = input.Get<bool>("dryRun");
        var code = validation.RequiredCode(input, "code");
        var year = input["year"] as int?;
        var text = input.Get<string>("document") ?? "";
        validation.Require(
            year is null or (>= FirstYear and <= LastYear), "year",
            $"year must lie between {FirstYear} and {LastYear}.", $"year phải từ {FirstYear} đến {LastYear}.");
        validation.Require(
            text.Length <= DocumentImport.MaxCharacters, "document",
            $"document may have at most {DocumentImport.MaxCharacters} characters, and has {text.Length}.",
            $"document được dài nhất {DocumentImport.MaxCharacters} ký tự, đang có {text.Length}.");
        // Before the document, which may take seconds to read.
        if (await scope.Data.Plans.AnyAsync(plan => plan.Code == code, cancellationToken))
        {
            validation.Add(MutationErrors.CodeTaken(code));
        }

        if (validation.HasErrors)
        {
            return Refused(validation.Errors, isDryRun);
        }

        var format = validation.RequiredEnum<PlanDocumentFormat>(input, "format");
        var begun = clock.GetTimestamp();
        var result = await DocumentImport.RunAsync(scope.Data, new(code, year, PlanStatus.Draft), text, format, cancellationToken);
        metrics.Count(result, isDryRun, clock.GetElapsedTime(begun));
        if (ReasonAgainst(result, code) is { } reason)
        {
            return Refused([reason], isDryRun);
        }

        var values = new Dictionary<string, object?> { ["dryRun"] = isDryRun, ["report"] = Payload(result.Report!, scope.Language) };
        return isDryRun ? MutationOutcome.WithoutWriting(values) : MutationOutcome.Done(values, ("plan", result.Plan!));
    }

    private static MutationOutcome Refused(IReadOnlyList<MutationError> errors, bool isDryRun) =>
        MutationOutcome.Refused(errors, new Dictionary<string, object?> { ["dryRun"] = isDryRun });

    private static MutationError? ReasonAgainst(DocumentImportResult result, string code) => result switch
    {
        { Unreadable: { } refusal } => MutationErrors.UnreadableDocument(Text(refusal.Reason), refusal.Line),
        { Refusal: PlanImportRefusal.CodeTaken } => MutationErrors.CodeTaken(code),
        { Refusal: PlanImportRefusal.YearMissing } => MutationErrors.Validation("year", new(
            "year must be given, because the document's title does not state one.", "Phải cho year, vì tên văn bản không nêu rõ một năm.")),
        { Refusal: PlanImportRefusal.IssuerUnknown } => MutationErrors.Validation("document", new(
            "document names no issuing body that the register holds; add the agency first.",
            "document không nêu cơ quan ban hành nào có trong danh bạ; hãy thêm cơ quan trước.")),
        _ => null,
    };

    private static PayloadObject Payload(ImportReport report, Language language) => new("ImportReport", new Dictionary<string, object?>
    {
        ["sections"] = report.Sections,
        ["tasks"] = report.Tasks,
        ["deadlines"] = report.Deadlines,
        ["agencies"] = report.Agencies,
        ["unknownAgencies"] = report.UnknownAgencies,
        ["blocks"] = report.Blocks.Total,
        ["taskBlocks"] = report.Blocks.Tasks,
        ["textBlocks"] = report.Blocks.Texts,
        ["frameBlocks"] = report.Blocks.Frame,
        ["unreadBlocks"] = report.Blocks.Unread,
        ["warnings"] = report.Warnings.Select(warning => new PayloadObject("ImportWarning", new Dictionary<string, object?>
        {
            ["label"] = warning.Label,
            ["line"] = warning.Line,
            ["message"] = Text(warning.Message).In(language),
        })).ToList(),
    });

    private static LocalizedText Text(Wording wording) => new(wording.English, wording.Vietnamese);
}
