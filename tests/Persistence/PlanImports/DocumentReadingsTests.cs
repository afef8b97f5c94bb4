using System.Diagnostics;
using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence.PlanImports;

/// <summary>Documents are read before the transaction that stores them.</summary>
public sealed class DocumentReadingsTests
{
    private const string Small =
        "KẾ HOẠCH\nPhát triển công nghiệp tỉnh Kiên Giang năm 2023\n\nI. NHIỆM VỤ\n1. Việc chung\na) Xây dựng Đề án. Giao Sở Vũ trụ chủ trì; hoàn thành trong quý II/2023.\n";

    private static readonly PlanImportRequest Request = new("P", null, PlanStatus.Draft);

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_document_is_read_while_another_writes(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        using var readings = new DocumentReadings(test.Database);
        var writer = test.Services.GetRequiredService<PlanWriter>();
        var (isWriting, hasRead) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = writer.RunAsync(ChangeAuthor.System, async (_, _) =>
        {
            isWriting.SetResult();
            await hasRead.Task;
            return WriteOutcome.Refuse(0);
        });
        await isWriting.Task;

        var ahead = await readings.ReadAsync(Request, Small, PlanDocumentFormat.PlainText, CancellationToken.None);

        hasRead.SetResult();
        await writing;
        Assert.True(ahead!.Reading.IsRead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_reading_ends_with_its_caller(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        using var readings = new DocumentReadings(test.Database);
        var text = new StringBuilder("KẾ HOẠCH\nPhát triển công nghiệp tỉnh Kiên Giang năm 2023\n\nI. NHIỆM VỤ\n");
        for (var section = 1; text.Length < 950_000; section++)
        {
            text.Append(null, $"{section}. Việc thứ {section}\n{string.Concat("abcd".Select(letter => $"{letter}) Rà soát việc này; trước ngày 20/11/2023. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính.\n"))}");
        }

        // How long a reading takes is the machine's affair: the caller leaves earlier and earlier in it, until one leaves in its midst. By a thread of its own,
        // since a timer's callback waits for the thread pool, which other tests keep busy for longer than a reading takes.
        var watch = Stopwatch.StartNew();
        await readings.ReadAsync(Request, text.ToString(), PlanDocumentFormat.PlainText, CancellationToken.None);
        var whole = watch.Elapsed;
        var hasEnded = false;
        for (var part = 2; part <= 1_024 && !hasEnded; part *= 2)
        {
            using var gone = new CancellationTokenSource();
            using var hasRead = new ManualResetEventSlim();
            var leaving = new Thread(() =>
            {
                if (!hasRead.Wait(whole / part))
                {
                    gone.Cancel();
                }
            });
            leaving.Start();
            hasEnded = await Record.ExceptionAsync(() => readings.ReadAsync(Request, text.ToString(), PlanDocumentFormat.PlainText, gone.Token)) is OperationCanceledException;
            hasRead.Set();
            leaving.Join();
        }

        Assert.True(hasEnded, $"No reading of {whole.TotalMilliseconds} ms ended with its caller.");
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_document_whose_registers_changed_in_between_is_read_again_outside_of_the_writers_turn(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        using var readings = new DocumentReadings(test.Database);
        var leads = new List<string?>();

        var lead = await StoreAsync(test, readings, async ahead =>
        {
            leads.Add(ahead!.Reading.Document!.Tasks[0].LeadCode);
            if (leads.Count == 1)
            {
                await AddAgencyAsync(test, "SVT", "Sở Vũ trụ");
            }
        });

        Assert.Equal([null, "SVT"], leads);
        Assert.Equal("SVT", lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Registers_that_change_with_every_reading_end_the_import_with_nothing_written(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        using var readings = new DocumentReadings(test.Database);
        var read = 0;

        await Assert.ThrowsAsync<RegistersChangedException>(() => StoreAsync(test, readings, _ => AddAgencyAsync(test, $"X{++read}", $"Sở {read}")));

        Assert.Equal(DocumentReadings.MostReadings, read);
        Assert.Equal(0L, Convert.ToInt64(await test.ScalarAsync("SELECT count(*) FROM plans"), null));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_document_whose_code_is_taken_is_not_read(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        using var readings = new DocumentReadings(test.Database);
        await test.Services.GetRequiredService<PlanImporter>().ImportAsync(ChangeAuthor.System, Request, Small, PlanDocumentFormat.PlainText, isDryRun: false);

        Assert.Null(await readings.ReadAsync(Request, Small, PlanDocumentFormat.PlainText, CancellationToken.None));
        Assert.NotNull(await readings.ReadAsync(Request with { ReplacesDraft = true }, Small, PlanDocumentFormat.PlainText, CancellationToken.None));
    }

    private static Task<string?> StoreAsync(TestDatabase test, DocumentReadings readings, Func<ReadAhead?, Task> beforeTurn) => readings.StoreAsync(
        Request, Small, PlanDocumentFormat.PlainText, async ahead =>
        {
            await beforeTurn(ahead);
            return await test.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, async (context, token) =>
                WriteOutcome.Keep((await DocumentImport.RunAsync(context, Request, ahead, token)).Document!.Tasks[0].LeadCode));
        }, CancellationToken.None);

    private static Task<int> AddAgencyAsync(TestDatabase test, string code, string name) =>
        test.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, (context, _) =>
        {
            context.Add(new Agency { Code = code, Name = name, Kind = AgencyKind.ProvincialDepartment, Aliases = [] });
            return Task.FromResult(WriteOutcome.Keep(0));
        });

    private static async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        var test = await TestDatabase.CreateMigratedAsync(engine);
        await test.Services.GetRequiredService<FirstDataLoader>().LoadIfEmptyAsync(withPlan: false);
        return test;
    }
}
