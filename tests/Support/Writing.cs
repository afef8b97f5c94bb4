using KGPlanGraph.Persistence.Changes;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Tests.Support;

/// <summary>Changes of the sample plan, each one transaction.</summary>
internal static class Writing
{
    public static Task RetitleAsync(PlanWriter writer, long task, string title) => writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
    {
        (await context.Tasks.SingleAsync(row => row.Id == task, cancellationToken)).Title = title;
        return WriteOutcome.Keep(0);
    });

    public static Task RenameAsync(PlanWriter writer, string agency, string name) => writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
    {
        (await context.Agencies.SingleAsync(row => row.Code == agency, cancellationToken)).Name = name;
        return WriteOutcome.Keep(0);
    });

    public static Task DeleteAsync(PlanWriter writer, long task) => writer.RunAsync(SamplePlan.Author, async (context, cancellationToken) =>
    {
        var found = await context.Tasks.Include(row => row.Deadlines).Include(row => row.Assignments).SingleAsync(row => row.Id == task, cancellationToken);
        context.RemoveRange(found.Deadlines);
        context.RemoveRange(found.Assignments);
        context.Remove(found);
        return WriteOutcome.Keep(0);
    });
}
