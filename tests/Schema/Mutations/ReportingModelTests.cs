using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>
/// Whatever is reported, accepted, returned, extended and cancelled in whatever order, the task stands where a model of a few lines says, today and on every day.
/// </summary>
public sealed class ReportingModelTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private static readonly string[] Statuses = ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "SUSPENDED", "CANCELLED"];

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, 1)]
    [InlineData(DatabaseEngine.Sqlite, 2)]
    [InlineData(DatabaseEngine.Postgres, 3)]
    [InlineData(DatabaseEngine.Postgres, 4)]
    public async Task A_task_stands_where_the_accepted_reports_of_its_lead_and_the_decisions_left_it(DatabaseEngine engine, int seed)
    {
        var scene = await servers.NewSceneAsync(engine);
        // The same steps in each run.
        var random = new Random(seed);
        var model = new Model();
        for (var step = 0; step < 25; step++)
        {
            switch (random.Next(12))
            {
                case 0 or 1:
                    await ExtendAsync(scene, model, random);
                    break;
                case 2 when !model.IsCancelled:
                    await scene.ApproveAsync(await scene.ProposeAsync(Amending.Cancel(scene)));
                    model.Cancel();
                    break;
                default:
                    await ReportAsync(scene, model, random);
                    break;
            }

            Assert.Equal(model.ToString(), Describe(await scene.TaskAsync(0)));
            if (step % 4 == 0)
            {
                await HoldsOnAsync(scene, model, new DateOnly(2022, 1, 1).AddDays(random.Next(365)));
            }
        }

        await HoldsOnAsync(scene, model, Today);
        await HoldsOnAsync(scene, model, Today.AddDays(-1));
        await HoldsOnAsync(scene, model, new DateOnly(2021, 12, 31));
        await HoldsOnAsync(scene, model, DateOnly.MinValue);
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7));

    // Fields, filters, figures and the payload's way of reading, all as of one day.
    private static async Task HoldsOnAsync(PlanScene scene, Model model, DateOnly day)
    {
        var (status, percent, deadlines, timeliness) = model.On(day);
        var next = deadlines.Where(deadline => deadline.MetOn is null).Select(deadline => Text(deadline.DueOn)).Order(StringComparer.Ordinal).FirstOrDefault();
        var data = await scene.Server.DataAsync(
            $$"""
            query($id: ID!, $day: LocalDate, $status: TaskStatus, $percent: Int, $timeliness: Timeliness, $first: LocalDate!, $met: LocalDate) @asOf(day: $day) {
              task(id: $id) { status percentComplete timeliness nextDeadline { dueOn } deadlines { originalDueOn dueOn metOn timeliness daysRemaining } }
              now: task(id: $id) @asOf { status percentComplete then: deadlines @asOf(day: $day) { metOn } }
              tasks(where: { id: { eq: $id }, status: { eq: $status }, percentComplete: { eq: $percent }, timeliness: { eq: $timeliness },
                deadlines: { some: { dueOn: { eq: $first }, metOn: { eq: $met } } } }) { totalCount }
              others: tasks(where: { id: { eq: $id }, or: [{ status: { neq: $status } }, { percentComplete: { neq: $percent } }, { timeliness: { neq: $timeliness } }] }) { totalCount }
              {{string.Join("\n  ", Timelinesses.Select(value => $"is{value}: tasks(where: {{ id: {{ eq: $id }}, timeliness: {{ eq: {value} }} }}) {{ totalCount }}"))}}
              dueOrOverdue: tasks(where: { id: { eq: $id }, timeliness: { in: [OVERDUE, DUE_SOON] } }) { totalCount }
              notDueOrLate: tasks(where: { id: { eq: $id }, timeliness: { in: [NOT_DUE, COMPLETED_LATE] } }) { totalCount }
              taskStatistics(where: { id: { eq: $id } }, groupBy: [STATUS, TIMELINESS]) {
                status timeliness total notStarted inProgress completed suspended cancelled overdue dueSoon notDue withoutDeadline completedOnTime completedLate
                averagePercentComplete
              }
            }
            """,
            new
            {
                id = scene.Tasks[0],
                day = Text(day),
                status,
                percent,
                timeliness,
                first = Text(deadlines[0].DueOn),
                met = deadlines[0].MetOn is { } metOn ? Text(metOn) : null,
            },
            Role.Admin);

        var task = data.GetProperty("task");
        Assert.Equal((status, percent, timeliness), (task.GetProperty("status").GetString(), task.GetProperty("percentComplete").GetInt32(), task.GetProperty("timeliness").GetString()));
        Assert.Equal(next, task.GetProperty("nextDeadline") is { ValueKind: JsonValueKind.Object } found ? found.GetProperty("dueOn").GetString() : null);
        Assert.Equal(
            deadlines.OrderBy(deadline => deadline.DueOn).Select(deadline => $"{Text(deadline.DueOn)} {deadline.MetOn:yyyy-MM-dd} {Model.Timeliness(deadline, day)} {deadline.DueOn.DayNumber - day.DayNumber}"),
            task.GetProperty("deadlines").EnumerateArray().Select(deadline =>
                $"{deadline.GetProperty("dueOn")} {deadline.GetProperty("metOn")} {deadline.GetProperty("timeliness").GetString()} {deadline.GetProperty("daysRemaining")}"));
        Assert.Equal(model.State, $"{data.GetProperty("now").GetProperty("status")} {data.GetProperty("now").GetProperty("percentComplete")}");
        Assert.Equal(1, data.GetProperty("tasks").GetProperty("totalCount").GetInt32());
        Assert.Equal(0, data.GetProperty("others").GetProperty("totalCount").GetInt32());
        Assert.Equal(timeliness, Assert.Single(Timelinesses, value => data.GetProperty($"is{value}").GetProperty("totalCount").GetInt32() == 1));
        Assert.Equal(timeliness is "OVERDUE" or "DUE_SOON" ? 1 : 0, data.GetProperty("dueOrOverdue").GetProperty("totalCount").GetInt32());
        Assert.Equal(timeliness is "NOT_DUE" or "COMPLETED_LATE" ? 1 : 0, data.GetProperty("notDueOrLate").GetProperty("totalCount").GetInt32());
        var figures = Assert.Single(data.GetProperty("taskStatistics").EnumerateArray());
        Assert.Equal((status, timeliness), (figures.GetProperty("status").GetString(), figures.GetProperty("timeliness").GetString()));
        Assert.Equal(1, Sum(figures, "notStarted", "inProgress", "completed", "suspended", "cancelled"));
        Assert.Equal(1, Sum(figures, "overdue", "dueSoon", "notDue", "withoutDeadline", "completedOnTime", "completedLate"));
        Assert.Equal(percent, figures.GetProperty("averagePercentComplete").GetDouble());
    }

    private static readonly string[] Timelinesses = ["NO_DEADLINE", "NOT_DUE", "DUE_SOON", "OVERDUE", "COMPLETED_ON_TIME", "COMPLETED_LATE"];

    private static int Sum(JsonElement figures, params string[] names) => names.Sum(name => figures.GetProperty(name).GetInt32());

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    private static async Task ReportAsync(PlanScene scene, Model model, Random random)
    {
        var status = Statuses[random.Next(Statuses.Length)];
        var percent = status switch { "NOT_STARTED" => 0, "COMPLETED" => 100, _ => random.Next(101) };
        var reportedOn = new DateOnly(2022, 1, 1).AddDays(random.Next(365)).ToString("yyyy-MM-dd", null);
        int[] met = [.. Enumerable.Range(0, 2).Where(_ => random.Next(4) == 0)];
        var agency = random.Next(3) > 0 ? scene.Lead : scene.Coordinator;
        var report = await scene.SubmitAsync(agency, Reporting.Input(scene)
            .With("taskStatus", status).With("percentComplete", percent).With("reportedOn", reportedOn)
            .With("metDeadlineIds", met.Select(index => scene.Deadlines[index])));
        switch (random.Next(4))
        {
            case 0:
                await scene.DoneAsync(
                    "returnProgressReport", new { progressReportId = report, expectedVersion = 1, note = "x" }, "progressReport { version }", Role.Coordinator);
                break;
            case 1:
                await scene.DoneAsync(
                    "withdrawProgressReport", new { progressReportId = report, expectedVersion = 1 }, "progressReport { version }", Role.Agency, agency);
                break;
            default:
                await scene.AcceptAsync(report);
                if (agency == scene.Lead)
                {
                    model.Accept(status, percent, reportedOn, met);
                }

                break;
        }
    }

    private static async Task ExtendAsync(PlanScene scene, Model model, Random random)
    {
        var dueOn = model.DueOn.AddDays(random.Next(1, 30));
        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Extend(scene, dueOn.ToString("yyyy-MM-dd", null))));
        model.Extend(dueOn);
    }

    private static string Describe(JsonElement task)
    {
        var deadlines = task.GetProperty("deadlines").EnumerateArray()
            .Select(deadline => $"{deadline.GetProperty("dueOn")} met {deadline.GetProperty("metOn")}").Order();
        var state = $"{task.GetProperty("status")} {task.GetProperty("percentComplete")} version {task.GetProperty("version")}";
        return $"{state}: {string.Join(", ", deadlines)}";
    }

    private sealed class Model
    {
        private static readonly DateOnly[] Original = [new(2022, 6, 30), new(2022, 12, 31)];

        private readonly DateOnly?[] metOn = [null, null];

        // What counts, in the order of the commits; a decision says nothing about the percentage.
        private readonly List<(DateOnly Day, string Status, int? Percent)> counting = [];
        private int version = 1;

        public DateOnly DueOn { get; private set; } = Original[0];

        public bool IsCancelled => StateOn(DateOnly.MaxValue).Status == "CANCELLED";

        public string State => $"{StateOn(DateOnly.MaxValue).Status} {StateOn(DateOnly.MaxValue).Percent}";

        public void Accept(string status, int percent, string reportedOn, int[] met)
        {
            var before = $"{State} {metOn[0]} {metOn[1]}";
            var day = DateOnly.ParseExact(reportedOn, "yyyy-MM-dd", null);
            counting.Add((day, status, percent));
            for (var index = 0; index < metOn.Length; index++)
            {
                if ((metOn[index] is null || day < metOn[index]) && (status == "COMPLETED" || met.Contains(index)))
                {
                    metOn[index] = day;
                }
            }

            Raise(before);
        }

        public void Cancel()
        {
            var before = $"{State} {metOn[0]} {metOn[1]}";
            counting.Add((Today, "CANCELLED", null));
            Raise(before);
        }

        public void Extend(DateOnly dueOn)
        {
            DueOn = dueOn;
            version++;
        }

        public (string Status, int Percent, (DateOnly DueOn, DateOnly? MetOn)[] Deadlines, string Timeliness) On(DateOnly day)
        {
            var (status, percent) = StateOn(day);
            (DateOnly DueOn, DateOnly? MetOn)[] deadlines =
                [(day < Today ? Original[0] : DueOn, metOn[0] <= day ? metOn[0] : null), (Original[1], metOn[1] <= day ? metOn[1] : null)];
            var unmet = deadlines.Where(deadline => deadline.MetOn is null).OrderBy(deadline => deadline.DueOn).ToList();
            var timeliness = status == "CANCELLED" ? "NO_DEADLINE"
                : unmet.Count > 0 ? Timeliness(unmet[0], day)
                : deadlines.All(deadline => deadline.MetOn <= deadline.DueOn) ? "COMPLETED_ON_TIME" : "COMPLETED_LATE";
            return (status, percent, deadlines, timeliness);
        }

        public static string Timeliness((DateOnly DueOn, DateOnly? MetOn) deadline, DateOnly day) =>
            deadline.MetOn <= day ? deadline.MetOn <= deadline.DueOn ? "COMPLETED_ON_TIME" : "COMPLETED_LATE"
            : day > deadline.DueOn ? "OVERDUE"
            : deadline.DueOn.DayNumber - day.DayNumber <= 14 ? "DUE_SOON" : "NOT_DUE";

        public override string ToString()
        {
            string[] deadlines = [$"{Text(DueOn)} met {metOn[0]:yyyy-MM-dd}", $"2022-12-31 met {metOn[1]:yyyy-MM-dd}"];
            return $"{State} version {version}: {string.Join(", ", deadlines.Order())}";
        }

        private (string Status, int Percent) StateOn(DateOnly day)
        {
            // A stable sort: of one day the last one committed counts.
            var upTo = counting.Where(counted => counted.Day <= day).OrderBy(counted => counted.Day).ToList();
            return upTo.Count == 0 ? ("NOT_STARTED", 0) : (upTo[^1].Status, upTo.FindLast(counted => counted.Percent is not null).Percent ?? 0);
        }

        private void Raise(string before)
        {
            if (before != $"{State} {metOn[0]} {metOn[1]}")
            {
                version++;
            }
        }
    }
}
