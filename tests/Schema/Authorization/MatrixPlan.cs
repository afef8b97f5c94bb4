using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>
/// A plan with two sections and three tasks: a, led by LEAD and coordinated by COORD; b, open to all agencies and without a lead; c, led by OTHER.
/// Task a names a locality, a document, and an item of each kind, all of which the plan brings with it.
/// </summary>
internal sealed class MatrixPlan
{
    /// <summary>A word that only the texts of this plan have.</summary>
    public string Word => "word" + Plan.Code.ToLowerInvariant();

    public required Plan Plan { get; init; }

    public required PlanTask[] Tasks { get; init; }

    public required Locality Place { get; init; }

    public required LegalDocument Document { get; init; }

    public required InvestmentItem[] Items { get; init; }

    public static MatrixPlan New(string code, PlanStatus status, IReadOnlyDictionary<string, Agency> agencies)
    {
        var plan = new Plan { Code = code, Title = $"Kế hoạch {code}", Year = 2022, Status = status, Issuer = agencies["PPC"] };
        var draft = status == PlanStatus.Draft ? plan : null;
        var top = new PlanSection { Plan = plan, Label = "I", Heading = $"Phần word{code}", Position = 1 };
        var section = new PlanSection { Plan = plan, Parent = top, Label = "I.1", Heading = $"Mục word{code}", Position = 2 };
        var place = new Locality { Name = $"Xã word{code}", Kind = LocalityKind.Commune, DraftPlan = draft };
        var document = new LegalDocument { Title = $"Văn bản word{code}", DraftPlan = draft };
        InvestmentItem[] items =
        [
            Item(InvestmentItemKind.IndustrialZone), Item(InvestmentItemKind.IndustrialCluster), Item(InvestmentItemKind.InvestmentProject),
        ];
        PlanTask[] tasks = [Task("I.1.a"), Task("I.1.b"), Task("I.1.c")];
        Assign(tasks[0], "LEAD", AssignmentRole.Lead, 1);
        Assign(tasks[0], "COORD", AssignmentRole.Coordinate, 2);
        tasks[1].HasOpenCoordination = true;
        tasks[1].OpenCoordinationPhrase = "các cơ quan liên quan";
        Assign(tasks[2], "OTHER", AssignmentRole.Lead, 1);
        tasks[0].LegalDocuments.Add(new() { LegalDocument = document, Position = 1 });
        plan.LegalDocuments.Add(new() { LegalDocument = document, Position = 1 });
        tasks[0].Localities.Add(new() { Locality = place, Position = 1 });
        foreach (var item in items)
        {
            item.Localities.Add(new() { Locality = place, Position = 1 });
            tasks[0].InvestmentItems.Add(new() { Item = item, Position = tasks[0].InvestmentItems.Count + 1 });
        }

        return new() { Plan = plan, Tasks = tasks, Place = place, Document = document, Items = items };

        InvestmentItem Item(InvestmentItemKind kind) => new()
        {
            Kind = kind,
            Code = $"{code}-{kind}",
            Name = $"{kind} word{code}",
            ManagingAgency = agencies["LEAD"],
            DraftPlan = draft,
            Sector = kind == InvestmentItemKind.InvestmentProject ? InvestmentSector.Transport : null,
        };

        PlanTask Task(string label)
        {
            var task = new PlanTask { Plan = plan, Section = section, Label = label, Title = $"Việc {label}", Content = $"Nội dung word{code}" };
            var dueOn = new DateOnly(2022, 6, 30);
            task.Deadlines.Add(new() { Kind = DeadlineKind.OnDate, Phrase = "ngày 30/6/2022", DueOn = dueOn, OriginalDueOn = dueOn, Position = 1 });
            return task;
        }

        void Assign(PlanTask task, string agency, AssignmentRole role, int position) =>
            task.Assignments.Add(new() { Agency = agencies[agency], Role = role, Position = position });
    }

    /// <summary>Everything in it, with who saw each state.</summary>
    public IEnumerable<MatrixObject> Objects(PlanStatus status, params bool[] history)
    {
        foreach (var (type, key, name) in Rows())
        {
            yield return new($"{Plan.Code} {name}", type, key, status, history);
        }
    }

    private IEnumerable<(string Type, long Key, string Name)> Rows() =>
    [
        ("Plan", Plan.Id, "plan"),
        ("PlanSection", Tasks[0].Section!.ParentId!.Value, "I"),
        ("PlanSection", Tasks[0].SectionId, "I.1"),
        .. Tasks.Select(task => ("Task", task.Id, task.Label)),
        .. Tasks.Select(task => ("Deadline", task.Deadlines[0].Id, $"deadline of {task.Label}")),
        ("Locality", Place.Id, "locality"),
        ("LegalDocument", Document.Id, "document"),
        .. Items.Select(item => (item.Kind.ToString(), item.Id, item.Kind.ToString())),
    ];
}
