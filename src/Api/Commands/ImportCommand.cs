using System.Globalization;
using System.Text.RegularExpressions;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments.Files;

namespace KGPlanGraph.Api.Commands;

/// <summary>Reads a plan document into a DRAFT plan, and prints what was read and what could not be settled.</summary>
internal sealed partial class ImportCommand : ICommand
{
    private const int LongestCode = 500;

    public string Name => "import";

    public string Synopsis => "FILE --code CODE [--year YEAR] [--last-year YEAR] [--issuer CODE] [--replace-draft] [--dry-run] [--json]";

    public string Summary => "Reads a plan document (.docx, PDF with text, HTML, Markdown, text) into a draft; --dry-run prints its outline and writes nothing.";

    public int Arguments => 1;

    public IReadOnlyList<CommandOption> Options { get; } =
    [
        new("--code", OptionValue.One),
        new("--year", OptionValue.One),
        new("--last-year", OptionValue.One),
        new("--issuer", OptionValue.One),
        new("--replace-draft", OptionValue.None),
        new("--dry-run", OptionValue.None),
        new("--json", OptionValue.None),
    ];

    public async Task<int> RunAsync(CommandInput input)
    {
        var request = new PlanImportRequest(CodeOf(input.ValueOf("--code")), YearOf(input, "--year"), PlanStatus.Draft)
        {
            LastYear = YearOf(input, "--last-year"),
            IssuerCode = input.ValueOf("--issuer"),
            ReplacesDraft = input.Has("--replace-draft"),
        };
        var file = input.Arguments[0];
        var progress = new ImportProgress(Console.Error, TimeProvider.System);
        var read = await ReadAsync(file, progress);
        var isDryRun = input.Has("--dry-run");
        return await DatabaseCommand.RunAsync(input.Settings, async services =>
        {
            // As a server does at its start: an empty database has no register, and without one no document can be read.
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
            await services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync(services.GetRequiredService<IConfiguration>().LoadsFirstPlan());
            var step = string.Create(CultureInfo.InvariantCulture, $"Reading sections and tasks from {read.Text!.Length:N0} characters{(isDryRun ? "" : ", and storing them")}");
            var result = await progress.DuringAsync(step, () => ImportAsync(services, request, file, read, isDryRun));
            await Console.Out.WriteAsync(input.Has("--json") ? ImportPrint.Json(request.Code, isDryRun, read.Note, result) : ImportPrint.Text(request.Code, isDryRun, read.Note, result));
            return 0;
        });
    }

    private static async Task<DocumentImportResult> ImportAsync(
        IServiceProvider services, PlanImportRequest request, string file, PlanFileResult read, bool isDryRun)
    {
        DocumentImportResult result;
        try
        {
            result = await services.GetRequiredService<PlanImporter>().ImportAsync(ChangeAuthor.System, request, read.Text!, read.Format, isDryRun);
        }
        catch (RegistersChangedException e)
        {
            throw new CommandFailure("The register of agencies or localities kept changing while the document was read; nothing was written. Try again shortly.", e);
        }

        return result switch
        {
            { Unreadable: { } refusal } => throw new CommandFailure($"{file} cannot be read as a plan: line {refusal.Line}: {refusal.Reason.English}"),
            { Refusal: { } reason } => throw new CommandFailure(MessageFor(reason, request.Code, result.IssuerName)),
            _ => result,
        };
    }

    private static string MessageFor(PlanImportRefusal refusal, string code, string? issuer) => refusal switch
    {
        PlanImportRefusal.CodeTaken => $"There is already a plan {code}; give another --code, or --replace-draft if it is a draft.",
        PlanImportRefusal.YearMissing => "The title of the document does not name the year of the plan; give --year.",
        PlanImportRefusal.YearsReversed => "--last-year lies before the plan's year.",
        _ when issuer is not null => $"The issuer \"{issuer}\" is not in the register of agencies: add it (createAgency), or give the code of another agency with --issuer.",
        _ => "The document does not name the agency that issues it; give its code with --issuer.",
    };

    private static async Task<PlanFileResult> ReadAsync(string file, ImportProgress progress)
    {
        if (Directory.Exists(file))
        {
            throw new CommandFailure($"{file} cannot be opened: it is a directory; name the document in it.");
        }

        try
        {
            await using var stream = File.OpenRead(file);
            var read = await progress.DuringAsync(
                $"Converting {file} ({ImportProgress.Size(stream.CanSeek ? stream.Length : 0)})", () => PlanFile.ReadAsync(stream, file, null, CancellationToken.None));
            return read.IsRead ? read : throw new CommandFailure($"{file} cannot be read: {read.Refusal.Value.English}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} cannot be opened: {e.Message}", e);
        }
    }

    private static string CodeOf(string? code) => code switch
    {
        null => throw new UsageException("import needs a --code for the new plan."),
        { Length: <= LongestCode } when PlanCode().IsMatch(code) => code,
        _ => throw new UsageException($"\"{code}\" is no plan code: up to {LongestCode} letters, digits, '.', '-' and '_'."),
    };

    private static int? YearOf(CommandInput input, string option) => input.ValueOf(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= Plan.EarliestYear and <= Plan.LatestYear ? year
        : throw new UsageException($"{option} needs a year from {Plan.EarliestYear} to {Plan.LatestYear}.");

    [GeneratedRegex(@"^[\p{L}\p{Nd}._-]+\z")]
    private static partial Regex PlanCode();
}
