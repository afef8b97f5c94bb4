using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments;

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
        var code = CodeOf(input.ValueOf("--code"));
        var year = YearOf(input.ValueOf("--year"));
        var file = input.Arguments[0];
        var text = await ReadAsync(file);
        var isDryRun = input.Has("--dry-run");
        return await DatabaseCommand.RunAsync(input.Settings, async services =>
        {
            // As a server does at its start: an empty database has no register, and without one no document can be read.
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
            await services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync(services.GetRequiredService<IConfiguration>().LoadsFirstPlan());
            await Console.Error.WriteLineAsync($"Reading {file} …");
            var report = await ImportAsync(services, code, year, file, text, isDryRun);
            await PrintAsync(code, report, isDryRun);
            return 0;
        });
    }

    private static async Task<ImportReport> ImportAsync(IServiceProvider services, string code, int? year, string file, string text, bool isDryRun)
    {
        var format = Path.GetExtension(file).Equals(".txt", StringComparison.OrdinalIgnoreCase) ? PlanDocumentFormat.PlainText : PlanDocumentFormat.Markdown;
        var result = await services.GetRequiredService<PlanImporter>().ImportAsync(
            ChangeAuthor.System, new(code, year, PlanStatus.Draft), text, format, isDryRun);
        return result switch
        {
            { Unreadable: { } refusal } => throw new CommandFailure($"{file} cannot be read as a plan: line {refusal.Line}: {refusal.Reason.English}"),
            { Refusal: { } reason } => throw new CommandFailure(MessageFor(reason, code)),
            _ => result.Report!,
        };
    }

    private static string MessageFor(PlanImportRefusal refusal, string code) => refusal switch
    {
        PlanImportRefusal.CodeTaken => $"There is a plan {code} already; give another --code.",
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
            var text = await File.ReadAllTextAsync(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            // Valid UTF-8, but no database keeps it.
            return text.Contains('\0', StringComparison.Ordinal) ? throw NoText(file) : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} cannot be opened: {e.Message}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw NoText(file, e);
        }
    }

    private static CommandFailure NoText(string file, Exception? cause = null) =>
        new($"{file} is not text in UTF-8; save it as such. Word and PDF documents are not read.", cause);

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
