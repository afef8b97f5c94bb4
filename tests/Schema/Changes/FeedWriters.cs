using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Tests.Schema.Changes;

/// <summary>Writes without rest: agencies come, change and go, tasks and deadlines too, in a plan in force and in a draft.</summary>
internal static class FeedWriters
{
    /// <summary>One writer's work: so many transactions, each at random.</summary>
    public static async Task RunAsync(PlanWriter writer, int number, int transactions, IReadOnlyList<long> tasks)
    {
        var random = new Random(number);
        for (var index = 0; index < transactions; index++)
        {
            var (choice, task) = (random.Next(6), tasks[random.Next(tasks.Count)]);
            await KeepTryingAsync(() => writer.RunAsync(new ChangeAuthor($"writer {number}", null), async (context, cancellationToken) =>
            {
                switch (choice)
                {
                    case 0:
                        context.Add(new Agency { Code = $"N{number}.{index}", Name = $"Sở {index}" });
                        break;
                    case 1 when await OwnAsync(context, number, cancellationToken) is { } renamed:
                        renamed.Name += "+";
                        break;
                    case 2 when await OwnAsync(context, number, cancellationToken) is { } gone:
                        context.Remove(gone);
                        break;
                    case 3:
                        var deadline = SamplePlan.NewDeadline(1_000 + (number * transactions) + index, new DateOnly(2022, 6, 1).AddDays(index));
                        deadline.TaskId = task;
                        context.Add(deadline);
                        break;
                    case 4 when await context.Deadlines.OrderBy(row => row.Id)
                        .FirstOrDefaultAsync(row => row.Position >= 1_000 && row.TaskId == task, cancellationToken) is { } removed:
                        context.Remove(removed);
                        break;
                    default:
                        (await context.Tasks.SingleAsync(row => row.Id == task, cancellationToken)).Title = $"Việc {number}.{index}";
                        break;
                }

                return WriteOutcome.Keep(0);
            }));
        }
    }

    // Eight writers of three tasks meet more often than a writer tries by itself.
    private static async Task KeepTryingAsync(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                continue;
            }
        }
    }

    private static Task<Agency?> OwnAsync(PlanDbContext context, int number, CancellationToken cancellationToken) => context.Agencies
        .Where(row => row.Code.StartsWith($"N{number}.")).OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
}
