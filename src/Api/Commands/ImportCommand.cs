using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanDocuments;
using KGPlanGraph.Persistence.PlanImports;

namespace KGPlanGraph.Api.Commands;

/// <summary>Reads a plan document into a DRAFT plan, and prints what was read and what could not be settled.</summary>
internal sealed partial class ImportCommand : ICommand
{
    private const int LongestCode = 500;

    public string Name => "import";

    public string Synopsis => "FILE --code CODE [--year YEAR] [--dry-run]";

    public string Summary => "Reads a plan document (Markdown, or text where FILE ends in .txt) into a draft; --dry-run writes nothing.";

    public int Arguments => 1;

    public IReadOnlyList<CommandOption> Options { get; } =
    [
        new("--code", OptionValue.One),
        new("--year", OptionValue.One),
        new("--dry-run", OptionValue.None),
    ];

    public async Task<int> RunAsync(CommandInput input)
    {
        var request = new PlanImportRequest(CodeOf(input.ValueOf("--code")), YearOf(input.ValueOf("--year")), PlanStatus.Draft);
        var file = input.Arguments[0];
        var text = await ReadAsync(file);
        var isDryRun = input.Has("--dry-run");
        return await DatabaseCommand.RunAsync(input.Settings, async services =>
        {
            // As a server does at its start: an empty database has no register, and without one no document can be read.
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
            await services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync();
            await Console.Error.WriteLineAsync($"Reading {file} …");
            var report = await ImportAsync(services, file, text, request, isDryRun);
            await PrintAsync(request.Code, report, isDryRun);
            return 0;
        });
    }

    private static async Task<ImportReport> ImportAsync(IServiceProvider services, string file, string text, PlanImportRequest request, bool isDryRun)
    {
        var importer = services.GetRequiredService<PlanImporter>();
        var registers = await importer.ReadRegistersAsync();
        var format = Path.GetExtension(file).Equals(".txt", StringComparison.OrdinalIgnoreCase) ? PlanDocumentFormat.PlainText : PlanDocumentFormat.Markdown;
        var read = PlanDocumentReader.Read(text, format, registers.Bodies, registers.Localities, request.Year);
        if (!read.IsRead)
        {
            throw new CommandFailure($"{file} cannot be read as a plan: line {read.Refusal.Line}: {read.Refusal.Reason.English}");
        }

        var refusal = await importer.StoreAsync(ChangeAuthor.System, read.Document, request, isDryRun);
        return refusal is { } reason ? throw new CommandFailure(MessageFor(reason, request)) : read.Report;
    }

    private static string MessageFor(PlanImportRefusal refusal, PlanImportRequest request) => refusal switch
    {
        PlanImportRefusal.CodeTaken => $"There is a plan {request.Code} already; give another --code.",
        PlanImportRefusal.YearMissing => "The document's title does not say for which year the plan is; give --year.",
        _ => "The register holds neither the body that issued the document nor one provincial people's committee; add it first (createAgency).",
    };

    private static async Task PrintAsync(string code, ImportReport report, bool isDryRun)
    {
        var lines = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{code}: {report.Sections} sections, {report.Tasks} tasks, {report.Deadlines} deadlines, ")
            .Append(CultureInfo.InvariantCulture, $"{report.Agencies} agencies; {(isDryRun ? "nothing written (dry run)" : "stored as a draft")}")
            .AppendLine();
        foreach (var agency in report.UnknownAgencies)
        {
            lines.Append("not in the register: ").AppendLine(agency);
        }

        foreach (var warning in report.Warnings)
        {
            var place = warning.Label is null ? "" : $" ({warning.Label})";
            lines.Append(CultureInfo.InvariantCulture, $"line {warning.Line}{place}: {warning.Message.English}").AppendLine();
        }

        await Console.Out.WriteAsync(lines.ToString());
    }

    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} cannot be opened: {e.Message}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new CommandFailure($"{file} is not text in UTF-8; save it as such. Word and PDF documents are not read.", e);
        }
    }

    private static string CodeOf(string? code) => code switch
    {
        null => throw new UsageException("import wants a --code for the new plan."),
        { Length: <= LongestCode } when PlanCode().IsMatch(code) => code,
        _ => throw new UsageException($"\"{code}\" is no plan code: up to {LongestCode} letters, digits, '.', '-' and '_'."),
    };

    private static int? YearOf(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2200 ? year
        : throw new UsageException("--year wants a year, e.g. 2023.");

    [GeneratedRegex(@"^[\p{L}\p{Nd}._-]+\z")]
    private static partial Regex PlanCode();
}
