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

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_filter_by_changed_fields_means_the_names_that_the_caller_is_told(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var task = await SamplePlan.WriteAsync(database.Services.GetRequiredService<PlanWriter>(), PlanStatus.InForce);
        await using var server = new PlanServer(database);
        var writer = server.Services.GetRequiredService<PlanWriter>();
        await Writing.RetitleAsync(writer, task, "Một");
        await Writing.RenameAsync(writer, "A", "Hai");
        await writer.RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var found = await context.Tasks.SingleAsync(row => row.Id == task, cancellationToken);
            (found.Title, found.Content) = ("Ba", "Nội dung khác");
            context.Add(new ProgressReport
            {
                TaskId = task,
                AgencyId = await context.Agencies.Select(row => row.Id).FirstAsync(cancellationToken),
                ReportedOn = new DateOnly(2022, 5, 1),
                Status = ProgressReportStatus.Submitted,
                Summary = "Đang làm",
                SubmittedAt = new DateTimeOffset(2022, 5, 1, 8, 0, 0, TimeSpan.Zero),
            });
            return WriteOutcome.Keep(true);
        });
        await writer.RunAsync(ChangeAuthor.System, async (context, cancellationToken) =>
        {
            var report = await context.ProgressReports.SingleAsync(cancellationToken);
            (report.Status, report.ReviewNote, report.ReviewedAt) = (ProgressReportStatus.Accepted, "Tốt", new DateTimeOffset(2022, 5, 2, 8, 0, 0, TimeSpan.Zero));
            return WriteOutcome.Keep(true);
        });
        (string Where, Func<IReadOnlyList<string>, bool> Holds)[] filters =
        [
            ("some: { eq: \"title\" }", names => names.Contains("title")),
            ("some: { eq: \"reviewNote\" }", names => names.Contains("reviewNote")),
            ("some: { eq: \"titl\" }", names => names.Contains("titl")),
            ("some: { in: [\"title\", \"name\"] }", names => names.Any(name => name is "title" or "name")),
            ("some: { startsWith: \"review\" }", names => names.Any(name => name.StartsWith("review", StringComparison.Ordinal))),
            ("some: { neq: \"title\" }", names => names.Any(name => name != "title")),
            ("some: { or: [{ eq: \"content\" }, { contains: \"ame\" }] }", names => names.Any(name => name == "content" || name.Contains("ame", StringComparison.Ordinal))),
            ("all: { eq: \"title\" }", names => names.All(name => name == "title")),
            ("all: { in: [\"status\", \"reviewedAt\"] }", names => names.All(name => name is "status" or "reviewedAt")),
            ("none: { contains: \"t\" }", names => !names.Any(name => name.Contains('t', StringComparison.Ordinal))),
            ("none: { eq: \"reviewNote\" }", names => !names.Contains("reviewNote")),
            ("some: { eq: null }", _ => false),
            ("any: true", names => names.Count > 0),
            ("any: false", names => names.Count == 0),
            ("some: { eq: \"title\" }, none: { eq: \"content\" }", names => names.Contains("title") && !names.Contains("content")),
        ];
        foreach (var role in new[] { Role.Reader, Role.Coordinator, Role.Admin })
        {
            var told = await ChangesAsync(server, role, "");
            foreach (var (where, holds) in filters)
            {
                Assert.Equal(
                    (where, string.Join(' ', told.Where(change => holds(change.Names)).Select(change => change.Id))),
                    (where, string.Join(' ', (await ChangesAsync(server, role, $", where: {{ changedFields: {{ {where} }} }}")).Select(change => change.Id))));
            }
        }
    }

    private static async Task<List<(string Id, IReadOnlyList<string> Names)>> ChangesAsync(PlanServer server, Role role, string where)
    {
        var data = await server.DataAsync($"{{ changes(first: 100{where}) {{ nodes {{ id changedFields }} }} }}", roles: role);
        return [.. data.GetProperty("changes").GetProperty("nodes").EnumerateArray().Select(change => (
            change.GetProperty("id").GetString()!,
            (IReadOnlyList<string>)[.. change.GetProperty("changedFields").EnumerateArray().Select(name => name.GetString()!)]))];
    }

    private static async Task<IEnumerable<string?>> LastChangedFieldsAsync(PlanServer server, Role role)
    {
        var data = await server.DataAsync(
            "{ changes(first: 100, where: { subject: { eq: PROGRESS_REPORT } }) { nodes { changedFields } } }", roles: role);
        return data.GetProperty("changes").GetProperty("nodes").EnumerateArray().Last().GetProperty("changedFields").EnumerateArray()
            .Select(name => name.GetString()).Where(name => name != "reviewedAt").Order(StringComparer.Ordinal);
    }
}
