using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>Fills a database with random data, the same on every run: nulls, ties, drafts, odd texts.</summary>
internal sealed class WorldData
{
    private static readonly string[] Letters = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "10", "2"];

    private static readonly (string Label, string? Parent)[] Outline =
    [
        ("I", null), ("II", null), ("II.1", "II"), ("II.2", "II"), ("II.10", "II"), ("II.2.a", "II.2"), ("II.2.đ", "II.2"), ("III", null),
        ("III.3", "III"), ("IX", null),
    ];

    private readonly Random random = new(2022);
    private readonly List<Agency> agencies = [];
    private readonly List<Locality> localities = [];
    private readonly List<LegalDocument> documents = [];
    private readonly List<InvestmentItem> items = [];
    private readonly List<PlanTask> tasks = [];
    private readonly HashSet<object> stored = new(ReferenceEqualityComparer.Instance);

    /// <summary>Writes the data through the product's own writer, in several transactions at different times.</summary>
    public static async Task WriteAsync(TestDatabase database)
    {
        var data = new WorldData();
        var clock = new FakeTimeProvider(new DateTimeOffset(2022, 1, 3, 1, 2, 3, TimeSpan.Zero));
        using var writer = new PlanWriter(database.Database, clock);
        await data.SaveAsync(writer, clock, data.Register());
        for (var plan = 0; plan < 8; plan++)
        {
            await data.SaveAsync(writer, clock, data.NewPlan(plan));
        }

        await data.SaveAsync(writer, clock, data.NewReports());
        await data.SaveAsync(writer, clock, data.NewAmendments());
    }

    // Objects of earlier transactions are attached as they are, not inserted again.
    private async Task SaveAsync(PlanWriter writer, FakeTimeProvider clock, List<object> rows)
    {
        clock.Advance(TimeSpan.FromHours(5) + TimeSpan.FromMicroseconds(1));
        await writer.RunAsync(new ChangeAuthor("seed", "A01"), async (context, cancellationToken) =>
        {
            foreach (var row in rows)
            {
                context.ChangeTracker.TrackGraph(
                    row, node => node.Entry.State = stored.Contains(node.Entry.Entity) ? EntityState.Unchanged : EntityState.Added);
            }

            await context.SaveChangesAsync(cancellationToken);
            stored.UnionWith(context.ChangeTracker.Entries().Select(entry => entry.Entity));
            return WriteOutcome.Keep(0);
        });
    }

    private List<object> Register()
    {
        for (var number = 1; number <= 14; number++)
        {
            agencies.Add(new Agency
            {
                Code = $"A{number:D2}",
                Name = WorldTexts.Short(random),
                EnglishName = WorldTexts.Maybe(random),
                Kind = Any<AgencyKind>(),
                Aliases = [.. Enumerable.Range(0, random.Next(3)).Select(_ => WorldTexts.Short(random))],
                Parent = number > 3 && random.Next(2) == 0 ? agencies[random.Next(number - 2)] : null,
            });
        }

        for (var number = 0; number < 25; number++)
        {
            localities.Add(new Locality
            {
                Code = random.Next(4) == 0 ? null : $"{900 + number}",
                Name = WorldTexts.Short(random),
                Kind = Any<LocalityKind>(),
                Parent = number > 2 && random.Next(3) > 0 ? localities[random.Next(number)] : null,
            });
        }

        for (var number = 0; number < 12; number++)
        {
            documents.Add(new LegalDocument
            {
                Number = number % 3 == 0 ? null : $"{number}/QĐ-UBND",
                Title = WorldTexts.Short(random),
                IssuedOn = number % 4 == 0 ? null : new DateOnly(2021, 1, 1).AddDays(random.Next(300)),
                Issuer = random.Next(2) == 0 ? null : Of(agencies),
            });
        }

        for (var number = 0; number < 30; number++)
        {
            items.Add(NewItem(number));
        }

        return [.. agencies, .. localities, .. documents, .. items];
    }

    private InvestmentItem NewItem(int number, Plan? draft = null)
    {
        var kind = Any<InvestmentItemKind>();
        var item = new InvestmentItem
        {
            Kind = kind,
            Code = (kind == InvestmentItemKind.IndustrialZone ? "KCN-" : "x.") + number,
            Name = WorldTexts.Short(random),
            Stage = Any<InvestmentStage>(),
            ManagingAgency = Of(agencies),
            AreaHectares = random.Next(3) == 0 ? null : random.Next(4) == 0 ? 0.1 : Math.Round(random.NextDouble() * 1000, 3),
            CapitalVnd = random.Next(3) == 0 ? null : random.Next(4) == 0 ? 9_007_199_254_740_993 : random.NextInt64(1_000_000_000_000),
            CallsForInvestment = random.Next(2) == 0,
            Note = random.Next(2) == 0 ? null : WorldTexts.Long(random),
            Phase = kind == InvestmentItemKind.IndustrialZone ? WorldTexts.Maybe(random) : null,
            OccupancyPercent = kind == InvestmentItemKind.IndustrialZone && random.Next(3) > 0 ? random.Next(0, 5) * 25 : null,
            InfrastructureInvestor = kind == InvestmentItemKind.IndustrialCluster ? WorldTexts.Maybe(random) : null,
            IsPilot = kind == InvestmentItemKind.IndustrialCluster && random.Next(2) == 0,
            Sector = kind == InvestmentItemKind.InvestmentProject ? Any<InvestmentSector>() : null,
            DraftPlan = draft,
        };
        var position = 1;
        foreach (var locality in Some(localities.Where(place => draft is not null || place.DraftPlan is null), 3))
        {
            item.Localities.Add(new InvestmentItemLocality { Locality = locality, Position = position++ });
        }

        position = 1;
        if (kind == InvestmentItemKind.InvestmentProject)
        {
            foreach (var partner in Some(agencies, 3))
            {
                item.Partners.Add(new InvestmentProjectPartner { Agency = partner, Position = position++ });
            }
        }

        return item;
    }

    private List<object> NewPlan(int number)
    {
        var status = number is 2 or 5 ? PlanStatus.Draft : number is 3 or 7 ? PlanStatus.Closed : PlanStatus.InForce;
        var plan = new Plan
        {
            Code = $"{(number % 2 == 0 ? "KG" : "kg")}-CN-{2020 + number}",
            Title = WorldTexts.Short(random),
            Year = 2020 + (number / 2),
            LastYear = number % 4 == 0 ? 2030 : 2020 + (number / 2),
            DocumentType = number % 3 == 0 ? "Đề án" : "Kế hoạch",
            Status = status,
            Issuer = Of(agencies),
            SignatoryName = number % 2 == 0 ? null : "Nguyễn Văn Đức",
            SignatoryCapacity = number % 2 == 0 ? null : "KT. CHỦ TỊCH",
            DocumentNumber = number % 3 == 0 ? null : $"{number}/KH-UBND",
            IssuedOn = number % 3 == 0 ? null : new DateOnly(2022, 1, 15),
            Recipients = [.. Enumerable.Range(0, number % 4).Select(_ => WorldTexts.Short(random))],
        };
        var draft = status == PlanStatus.Draft ? plan : null;
        var rows = new List<object> { plan };
        if (draft is not null)
        {
            rows.AddRange(NewDraftRows(number, draft));
        }

        var position = 1;
        foreach (var document in Some(documents.Where(document => draft is not null || document.DraftPlan is null), 4))
        {
            plan.LegalDocuments.Add(new PlanLegalDocument { LegalDocument = document, Position = position++ });
        }

        var sections = new Dictionary<string, PlanSection>();
        foreach (var (label, parent) in Outline)
        {
            var section = new PlanSection
            {
                Plan = plan,
                Label = label,
                Heading = WorldTexts.Short(random),
                Body = random.Next(3) == 0 ? "" : WorldTexts.Long(random),
                Position = sections.Count + 1,
                Parent = parent is null ? null : sections[parent],
            };
            sections.Add(label, section);
            rows.Add(section);
            foreach (var letter in Letters.OrderBy(_ => random.Next()).Take(random.Next(0, 6)))
            {
                var task = NewTask(plan, section, $"{label}.{letter}", draft is not null);
                tasks.Add(task);
                rows.Add(task);
            }
        }

        return rows;
    }

    private List<object> NewDraftRows(int number, Plan draft)
    {
        var place = new Locality { Name = WorldTexts.Short(random), Kind = LocalityKind.Commune, Parent = localities[0], DraftPlan = draft };
        var document = new LegalDocument { Number = $"{number}/DRAFT", Title = "Dự thảo", DraftPlan = draft };
        localities.Add(place);
        documents.Add(document);
        var made = Enumerable.Range(0, 4).Select(index => NewItem((number * 100) + index, draft)).ToList();
        items.AddRange(made);
        return [place, document, .. made];
    }

    private PlanTask NewTask(Plan plan, PlanSection section, string label, bool isDraft)
    {
        var status = Any<PlanTaskStatus>();
        var open = random.Next(3) == 0;
        var task = new PlanTask
        {
            Plan = plan,
            Section = section,
            Label = label,
            Title = WorldTexts.Short(random),
            Content = WorldTexts.Long(random),
            DeliverableKind = Any<DeliverableKind>(),
            Status = status,
            PercentComplete = Percent(status),
            HasOpenCoordination = open,
            OpenCoordinationPhrase = open ? "các cơ quan liên quan" : null,
            ExpectedOutput = label.Length % 2 == 0 ? WorldTexts.Short(random) : null,
        };
        // So it has always been; what changes from day to day has tests of its own.
        task.States.Add(new TaskState
        {
            FromDay = DateOnly.MinValue,
            UntilDay = DateOnly.MaxValue,
            Status = status,
            PercentComplete = task.PercentComplete,
        });
        // The first agencies are busy, the last has nothing at all.
        var position = 1;
        var assigned = Some(agencies.SkipLast(1).Concat(agencies.Take(4)), 4).Distinct().ToList();
        var hasLead = random.Next(4) > 0;
        foreach (var agency in assigned)
        {
            task.Assignments.Add(new TaskAssignment
            {
                Agency = agency,
                Role = !hasLead ? AssignmentRole.Coordinate : position == 1 ? AssignmentRole.Lead : position == 2 ? AssignmentRole.CoLead : AssignmentRole.Coordinate,
                Position = position++,
            });
        }

        for (var deadline = 1; deadline <= random.Next(4); deadline++)
        {
            task.Deadlines.Add(NewDeadline(deadline));
        }

        position = 1;
        foreach (var locality in Some(localities.Where(place => place.DraftPlan is null || place.DraftPlan == (isDraft ? plan : null)), 2))
        {
            task.Localities.Add(new TaskLocality { Locality = locality, Position = position++ });
        }

        position = 1;
        foreach (var document in Some(documents.Where(row => row.DraftPlan is null || row.DraftPlan == (isDraft ? plan : null)), 2))
        {
            task.LegalDocuments.Add(new TaskLegalDocument { LegalDocument = document, Position = position++ });
        }

        position = 1;
        foreach (var item in Some(items.Where(row => row.DraftPlan is null || row.DraftPlan == (isDraft ? plan : null)), 2))
        {
            task.InvestmentItems.Add(new TaskInvestmentItem { Item = item, Position = position++ });
        }

        return task;
    }

    private Deadline NewDeadline(int position)
    {
        // Around today too, so that every timeliness occurs.
        var original = random.Next(2) == 0
            ? new DateOnly(2022, 3, 31).AddMonths(random.Next(6) * 3)
            : TimelinessRule.Today.AddDays(random.Next(-20, 40));
        var due = random.Next(4) == 0 ? original.AddDays(30) : original;
        return new Deadline
        {
            Dues = { new DeadlineDue { FromDay = DateOnly.MinValue, UntilDay = DateOnly.MaxValue, DueOn = due } },
            Kind = Any<DeadlineKind>(),
            Phrase = WorldTexts.Short(random),
            Deliverable = WorldTexts.Maybe(random),
            Performer = random.Next(4) == 0 ? Of(agencies) : null,
            OriginalDueOn = original,
            DueOn = due,
            MetOn = random.Next(2) == 0 ? null : due.AddDays(random.Next(-20, 10)),
            Position = position,
        };
    }

    // Nothing is reported on a draft.
    private List<object> NewReports() => [.. Enumerable.Range(0, 120).Select(number =>
    {
        var task = Of([.. tasks.Where(task => task.Plan!.Status != PlanStatus.Draft)]);
        var status = Any<ProgressReportStatus>();
        var taskStatus = Any<PlanTaskStatus>();
        var reviewed = status is ProgressReportStatus.Accepted or ProgressReportStatus.Returned;
        var at = new DateTimeOffset(2022, 5, 12, 8, 30, 0, TimeSpan.Zero).AddHours(random.Next(40));
        var report = new ProgressReport
        {
            Task = task,
            Agency = task.Assignments.Count > 0 ? Of(task.Assignments).Agency : Of(agencies),
            ReportedOn = new DateOnly(2022, 5, 1).AddDays(random.Next(10)),
            Status = status,
            TaskStatus = taskStatus,
            PercentComplete = Percent(taskStatus),
            Summary = WorldTexts.Long(random),
            Obstacles = WorldTexts.Maybe(random),
            Proposals = WorldTexts.Maybe(random),
            SubmittedBy = WorldTexts.Maybe(random),
            SubmittedAt = number % 3 == 0 ? at.AddMicroseconds(number) : at,
            ReviewNote = reviewed ? WorldTexts.Maybe(random) : null,
            ReviewedBy = reviewed ? "reviewer" : null,
            ReviewedAt = reviewed ? at.AddDays(1) : null,
        };
        for (var position = 1; position <= random.Next(3); position++) { report.Evidence.Add(new ProgressReportEvidence
            {
                Position = position, Title = WorldTexts.Short(random), Url = $"https://example.vn/{number}?a=b&c=đ", DocumentNumber = WorldTexts.Maybe(random),
            }); } var place = 1;
        foreach (var deadline in Some(task.Deadlines, 2)) { report.MetDeadlines.Add(new ProgressReportMetDeadline { Deadline = deadline, Position = place++ }); } return (object)report;
    })];

    private List<object> NewAmendments() => [.. Enumerable.Range(0, 90).Select(number =>
    {
        var task = Of([.. tasks.Where(task => task.Plan!.Status != PlanStatus.Draft && task.Deadlines.Count > 0)]);
        var kind = Any<AmendmentKind>();
        var status = Any<AmendmentStatus>();
        var decided = status is AmendmentStatus.Approved or AmendmentStatus.Rejected;
        var at = new DateTimeOffset(2022, 6, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(20));
        return (object)new Amendment
        {
            Task = task,
            Agency = task.Assignments.Count > 0 ? Of(task.Assignments).Agency : Of(agencies),
            Kind = kind,
            Status = status,
            Reason = WorldTexts.Short(random),
            Deadline = kind == AmendmentKind.ExtendDeadline ? Of(task.Deadlines) : null,
            ProposedDueOn = kind == AmendmentKind.ExtendDeadline ? new DateOnly(2027, 1, 1) : null,
            ProposedContent = kind == AmendmentKind.ChangeContent ? WorldTexts.Long(random) : null,
            ProposedAgency = kind is AmendmentKind.ChangeLeadAgency or AmendmentKind.AddCoordinator ? Of(agencies) : null,
            Opinion = status == AmendmentStatus.Proposed ? null : "Ý kiến",
            ReviewedAt = status == AmendmentStatus.Proposed ? null : at.AddDays(2),
            Decision = decided ? "Quyết định" : null,
            DecisionNumber = decided ? WorldTexts.Maybe(random) : null,
            DecidedAt = decided ? at.AddDays(3) : null,
            ProposedBy = WorldTexts.Maybe(random),
            ProposedAt = at,
        };
    })];

    private int Percent(PlanTaskStatus status) => status switch
    {
        PlanTaskStatus.NotStarted => 0,
        PlanTaskStatus.Completed => 100,
        _ => random.Next(0, 5) * 20,
    };

    private T Any<T>()
        where T : struct, Enum => Of(Enum.GetValues<T>());

    private T Of<T>(IReadOnlyList<T> rows) => rows[random.Next(rows.Count)];

    private List<T> Some<T>(IEnumerable<T> rows, int most) => [.. rows.OrderBy(_ => random.Next()).Take(random.Next(most + 1))];
}
