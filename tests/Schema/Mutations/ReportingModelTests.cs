using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Whatever is reported, accepted, returned and extended in whatever order, the task stands where a model of a few lines says.</summary>
public sealed class ReportingModelTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private static readonly string[] Statuses = ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "SUSPENDED", "CANCELLED"];

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, 1)]
    [InlineData(DatabaseEngine.Sqlite, 2)]
    [InlineData(DatabaseEngine.Postgres, 3)]
    [InlineData(DatabaseEngine.Postgres, 4)]
    public async Task A_task_stands_where_the_accepted_reports_of_its_lead_and_the_extensions_left_it(DatabaseEngine engine, int seed)
    {
        var scene = await servers.NewSceneAsync(engine);
        // The same steps in each run.
        var random = new Random(seed);
        var model = new Model();
        for (var step = 0; step < 25; step++)
        {
            if (random.Next(6) == 0)
            {
                await ExtendAsync(scene, model, random);
            }
            else
            {
                await ReportAsync(scene, model, random);
            }

            Assert.Equal(model.ToString(), Describe(await scene.TaskAsync(0)));
        }
    }

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
        private readonly string[] metOn = ["", ""];
        private string state = "NOT_STARTED 0";
        private int version = 1;

        public DateOnly DueOn { get; private set; } = new(2022, 6, 30);

        public void Accept(string status, int percent, string reportedOn, int[] met)
        {
            var before = $"{state} {metOn[0]} {metOn[1]}";
            state = $"{status} {percent}";
            for (var index = 0; index < metOn.Length; index++)
            {
                if (metOn[index].Length == 0 && (status == "COMPLETED" || met.Contains(index)))
                {
                    metOn[index] = reportedOn;
                }
            }

            if (before != $"{state} {metOn[0]} {metOn[1]}")
            {
                version++;
            }
        }

        public void Extend(DateOnly dueOn)
        {
            DueOn = dueOn;
            version++;
        }

        public override string ToString()
        {
            string[] deadlines = [$"{DueOn:yyyy-MM-dd} met {metOn[0]}", $"2022-12-31 met {metOn[1]}"];
            return $"{state} version {version}: {string.Join(", ", deadlines.Order())}";
        }
    }
}
