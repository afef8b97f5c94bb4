using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.Support;

/// <summary>A small plan for tests of writing: agencies A, B and C, plan P with section I.1 and tasks I.1.a (lead A, coordinator B, two deadlines) and I.1.b.</summary>
internal static class SamplePlan
{
    public static readonly ChangeAuthor Author = new("tester", "A");

    public static Task<long> WriteAsync(PlanWriter writer, PlanStatus status) => writer.RunAsync(Author, async (context, cancellationToken) =>
    {
        var (a, b, c) = (NewAgency("A"), NewAgency("B"), NewAgency("C"));
        var plan = new Plan { Code = "P", Title = "Kế hoạch", Year = 2022, Status = status, Issuer = a };
        var section = new PlanSection { Plan = plan, Label = "I.1", Heading = "Mục đích", Position = 1 };
        var task = NewTask(plan, section, "I.1.a");
        task.Assignments.Add(new TaskAssignment { Agency = a, Role = AssignmentRole.Lead, Position = 1 });
        task.Assignments.Add(new TaskAssignment { Agency = b, Role = AssignmentRole.Coordinate, Position = 2 });
        task.Deadlines.Add(NewDeadline(1, new DateOnly(2022, 6, 30)));
        task.Deadlines.Add(NewDeadline(2, new DateOnly(2022, 12, 31)));
        context.AddRange(a, b, c, task, NewTask(plan, section, "I.1.b"));
        await context.SaveChangesAsync(cancellationToken);
        return WriteOutcome.Keep(task.Id);
    });

    public static Deadline NewDeadline(int position, DateOnly dueOn) =>
        new() { Kind = DeadlineKind.OnDate, Phrase = $"ngày {dueOn:dd/MM/yyyy}", DueOn = dueOn, OriginalDueOn = dueOn, Position = position };

    private static Agency NewAgency(string code) => new() { Code = code, Name = $"Sở {code}", Kind = AgencyKind.ProvincialDepartment };

    private static PlanTask NewTask(Plan plan, PlanSection section, string label) =>
        new() { Plan = plan, Section = section, Label = label, Title = $"Việc {label}", Content = $"Nội dung {label}" };
}
