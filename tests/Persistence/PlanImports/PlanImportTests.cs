using System.Globalization;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence.PlanImports;

[Collection(TimedCollection.Name)]
public sealed class PlanImportTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_document_becomes_a_draft_with_all_that_is_in_it(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        var result = await StoreAsync(test, Document(3), new("P", null, PlanStatus.Draft));

        Assert.True(result.IsStored);
        await using var context = test.Database.CreateContext();
        var plan = await context.Plans.Include(row => row.Issuer).Include(row => row.LegalDocuments).SingleAsync();
        Assert.Equal(("UBNDT", 2022, PlanStatus.Draft, plan.Id), (plan.Issuer!.Code, plan.Year, plan.Status, plan.DraftPlanId!.Value));
        Assert.Single(plan.LegalDocuments);
        var tasks = await context.Tasks.Include(row => row.Assignments).Include(row => row.Deadlines).Include(row => row.InvestmentItems).ThenInclude(link => link.Item)
            .OrderBy(row => row.DocumentOrder).ToListAsync();
        Assert.Equal(["II.1.1", "II.1.2", "II.1.3"], tasks.Select(task => task.Label));
        Assert.All(tasks, task => Assert.Equal(plan.Id, task.DraftPlanId));
        Assert.Equal([AssignmentRole.Lead, AssignmentRole.CoLead, AssignmentRole.Coordinate], tasks[0].Assignments.OrderBy(row => row.Position).Select(row => row.Role));
        Assert.Equal((2025, "Chương trình hành động", "Quyết định của UBND tỉnh"), (plan.LastYear, plan.DocumentType, tasks[0].ExpectedOutput));
        Assert.Equal(new DateOnly(2022, 6, 30), tasks[0].Deadlines.Single().OriginalDueOn);
        Assert.Equal("P-KCN-A", tasks[0].InvestmentItems.Single().Item!.Code);
        Assert.Equal("SCT", await test.ScalarAsync("SELECT agencies.code FROM agencies JOIN investment_items ON managing_agency_id = agencies.id"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Two_thousand_items_are_stored_within_five_seconds(DatabaseEngine engine)
    {
        var allowed = TimeSpan.FromSeconds(5);
        await using var test = await CreateAsync(engine);

        var time = await Clocked.BestOfAsync(3, allowed, async attempt =>
            Assert.True((await StoreAsync(test, Document(2000), new($"P{attempt}", null, PlanStatus.Draft))).IsStored));

        Assert.True(time < allowed, $"took {time}");
        var ofFirst = "SELECT count(*) FROM changes JOIN tasks ON tasks.id = subject_id JOIN plans ON plans.id = plan_id WHERE subject = 2 AND code = 'P1'";
        Assert.Equal(2000L, Convert.ToInt64(await test.ScalarAsync(ofFirst), CultureInfo.InvariantCulture));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_later_plan_uses_the_localities_and_legal_documents_that_are_there(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await StoreAsync(test, Document(1), new("P", null, PlanStatus.InForce));
        await StoreAsync(test, Document(1), new("Q", null, PlanStatus.InForce));

        Assert.Equal(1L, Convert.ToInt64(await test.ScalarAsync("SELECT count(*) FROM legal_documents"), CultureInfo.InvariantCulture));
        Assert.Equal(1L, Convert.ToInt64(await test.ScalarAsync("SELECT count(*) FROM localities"), CultureInfo.InvariantCulture));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task What_cannot_be_stored_is_refused_and_nothing_is_written(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await StoreAsync(test, Document(1), new("P", null, PlanStatus.InForce));
        var before = await test.ScalarAsync("SELECT count(*) FROM changes");

        Assert.Equal(PlanImportRefusal.CodeTaken, (await StoreAsync(test, Document(1), new("P", null, PlanStatus.Draft))).Refusal);
        Assert.Equal(PlanImportRefusal.YearMissing, (await StoreAsync(test, Document(1) with { Year = null }, new("Q", null, PlanStatus.Draft))).Refusal);
        Assert.Equal(before, await test.ScalarAsync("SELECT count(*) FROM changes"));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_stored_registers_are_what_a_reader_needs(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await using var context = test.Database.CreateContext();

        var registers = await StoredRegisters.ReadAsync(context, default);

        Assert.Equal([null, "UBNDT", "UBNDT"], registers.Organisations.Organisations.Select(body => body.ParentCode));
        Assert.Equal(["Sở CT"], registers.Organisations.Organisations[1].Aliases);
    }

    private static async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        var test = await TestDatabase.CreateMigratedAsync(engine);
        await test.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, (context, _) =>
        {
            var committee = new Agency { Code = "UBNDT", Name = "Ủy ban nhân dân tỉnh Kiên Giang", Kind = AgencyKind.ProvincialPeoplesCommittee };
            context.AddRange(committee, new Agency { Code = "SCT", Name = "Sở Công Thương", Parent = committee, Aliases = ["Sở CT"] }, new Agency { Code = "STC", Name = "Sở Tài chính", Parent = committee });
            return Task.FromResult(WriteOutcome.Keep(0));
        });
        return test;
    }

    private static Task<PlanImportResult> StoreAsync(TestDatabase test, PlanDocument document, PlanImportRequest request) =>
        test.Services.GetRequiredService<PlanWriter>().RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var result = await PlanImport.StoreAsync(context, document, request, cancellationToken);
            return result.IsStored ? WriteOutcome.Keep(result) : WriteOutcome.Refuse(result);
        });

    private static PlanDocument Document(int tasks) => new()
    {
        Title = "Kế hoạch phát triển công nghiệp năm 2022",
        Year = 2022,
        LastYear = 2025,
        DocumentType = "Chương trình hành động",
        Recipients = ["Như trên", "Lưu: VT"],
        Sections = [new("II", null, "Nội dung", "", 1, 1), new("II.1", "II", "Quy hoạch", "", 2, 2)],
        Tasks = [.. Enumerable.Range(1, tasks).Select(NewTask)],
        LegalDocuments = [new("22-CTr/TU", "Chương trình hành động", new DateOnly(2022, 1, 20), null)],
        Localities = [new(null, "Minh Lương", LocalityKind.RoadSection)],
        InvestmentItems =
        [
            new()
            {
                Kind = InvestmentItemKind.IndustrialZone, Code = "KCN-A", Name = "Khu A", Stage = InvestmentStage.Identification,
                ManagingAgencyCode = "SCT", Localities = [0], PartnerCodes = [],
            },
        ],
    };

    private static DocumentTask NewTask(int number) => new()
    {
        Label = $"II.1.{number}",
        SectionLabel = "II.1",
        Title = $"Xây dựng đề án {number}",
        Content = $"Xây dựng đề án {number}; hoàn thành trong quý II/2022. " + new string('x', 400),
        DeliverableKind = DeliverableKind.Scheme,
        LeadCode = "SCT",
        CoLeads = ["STC", "SCT"],
        CoordinatorCodes = ["UBNDT", "STC"],
        OpenCoordinationPhrase = "các cơ quan liên quan",
        ExpectedOutput = "Quyết định của UBND tỉnh",
        Deadlines = [new(DeadlineKind.Quarter, "hoàn thành trong quý II/2022", new DateOnly(2022, 6, 30))],
        LegalDocuments = number == 1 ? [0] : [],
        Localities = number == 1 ? [0] : [],
        InvestmentItems = number == 1 ? [0] : [],
        Line = number,
    };
}
