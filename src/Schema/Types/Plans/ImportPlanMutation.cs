using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Mutations;

namespace KGPlanGraph.Schema.Types.Plans;

/// <summary>Reads a plan document into a new draft, or with <c>dryRun</c> only tells what it would read.</summary>
internal sealed class ImportPlanMutation(MutationTransactions transactions, DocumentReadings readings, ImportMetrics metrics, TimeProvider clock) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "importPlan";

    /// <inheritdoc/>
    public override Task<MutationResult> RunAsync(InputObject input, MutationContext context, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var validation = new InputValidation();
        var text = input.Get<string>("document") ?? "";
        var request = Request(input, validation);
        var format = validation.RequiredEnum<PlanDocumentFormat>(input, "format");
        // What is wrong with the input is told inside. The reading comes before the transaction, which would hold up others for as long as it takes.
        return validation.HasErrors || text.Length > DocumentImport.MaxCharacters
            ? Store(null)
            : readings.StoreAsync(request, text, format, Store, cancellationToken);

        Task<MutationResult> Store(ReadAhead? ahead) =>
            Transactions.RunAsync(Name, input, context, (scope, cancellation) => StoreAsync(scope, ahead, begun, cancellation), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken) =>
        StoreAsync(scope, null, clock.GetTimestamp(), cancellationToken);

    private static PlanImportRequest Request(InputObject input, InputValidation validation)
    {
        var request = new PlanImportRequest(validation.RequiredCode(input, "code"), input["year"] as int?, PlanStatus.Draft)
        {
            LastYear = input["lastYear"] as int?,
            IssuerCode = validation.OptionalText(input, "issuerCode", TextLength.Short),
            ReplacesDraft = input.Get<bool>("replaceDraft"),
        };
        PlanYears.Require(validation, request.Year, "year");
        PlanYears.Require(validation, request.LastYear, "lastYear");
        return request;
    }

    private async Task<MutationOutcome> StoreAsync(MutationScope scope, ReadAhead? ahead, long begun, CancellationToken cancellationToken)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        var isDryRun = input.Get<bool>("dryRun");
        var request = Request(input, validation);
        var text = input.Get<string>("document") ?? "";
        validation.Require(
            text.Length <= DocumentImport.MaxCharacters, "document",
            $"document may have at most {DocumentImport.MaxCharacters} characters, and has {text.Length}.",
            $"document được dài nhất {DocumentImport.MaxCharacters} ký tự, đang có {text.Length}.");
        if (await PlanImport.IsTakenAsync(scope.Data, request, cancellationToken))
        {
            validation.Add(MutationErrors.CodeTaken(request.Code));
        }

        if (validation.HasErrors)
        {
            return Refused(validation.Errors, isDryRun);
        }

        var result = await DocumentImport.RunAsync(scope.Data, request, ahead, cancellationToken);
        metrics.Count(result, isDryRun, clock.GetElapsedTime(begun));
        if (ReasonAgainst(result, request.Code) is { } reason)
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
        { Refusal: PlanImportRefusal.YearsReversed } => PlanYears.Reversed("lastYear"),
        { Refusal: PlanImportRefusal.IssuerUnknown, IssuerName: { } issuer } => MutationErrors.Validation("issuerCode", new(
            $"The register does not hold the issuer \"{issuer}\": add it (createAgency), or give the code of another in issuerCode.",
            $"Danh mục cơ quan không có cơ quan ban hành \"{issuer}\": hãy thêm cơ quan (createAgency), hoặc nêu mã của cơ quan khác ở issuerCode.")),
        { Refusal: PlanImportRefusal.IssuerUnknown } => MutationErrors.Validation("issuerCode", new(
            "The document names nobody who issues it: give the code of the agency in issuerCode.",
            "Văn bản không nêu cơ quan ban hành: hãy nêu mã cơ quan ở issuerCode.")),
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
