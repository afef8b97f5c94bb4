using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Schema.Changes;

public sealed class ChangedFieldsTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Names_of_fields_that_a_caller_may_not_read_are_left_out(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database);
        var writer = server.Services.GetRequiredService<PlanWriter>();
        await writer.RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var task = await context.Tasks.SingleAsync(candidate => candidate.Label == "II.1.a", cancellationToken);
            context.Add(new ProgressReport
            {
                TaskId = task.Id,
                AgencyId = task.LeadAgencyId!.Value,
                ReportedOn = new DateOnly(2022, 5, 1),
                Status = ProgressReportStatus.Submitted,
                TaskStatus = PlanTaskStatus.InProgress,
                PercentComplete = 10,
                Summary = "Đang làm",
                SubmittedAt = new DateTimeOffset(2022, 5, 1, 8, 0, 0, TimeSpan.Zero),
            });
            return WriteOutcome.Keep(true);
        });
        await writer.RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var report = await context.ProgressReports.SingleAsync(cancellationToken);
            (report.Status, report.ReviewNote, report.ReviewedBy) = (ProgressReportStatus.Accepted, "Tốt", "reviewer");
            report.ReviewedAt = new DateTimeOffset(2022, 5, 2, 8, 0, 0, TimeSpan.Zero);
            return WriteOutcome.Keep(true);
        });

        Assert.Equal(["status"], await LastChangedFieldsAsync(server, Role.Reader));
        Assert.Equal(["reviewNote", "reviewedBy", "status"], await LastChangedFieldsAsync(server, Role.Coordinator));
    }

    private static async Task<IEnumerable<string?>> LastChangedFieldsAsync(PlanServer server, Role role)
    {
        var data = await server.DataAsync(
            "{ changes(first: 100, where: { subject: { eq: PROGRESS_REPORT } }) { nodes { changedFields } } }", roles: role);
        return data.GetProperty("changes").GetProperty("nodes").EnumerateArray().Last().GetProperty("changedFields").EnumerateArray()
            .Select(name => name.GetString()).Where(name => name != "reviewedAt").Order(StringComparer.Ordinal);
    }
}
