using System.Linq.Expressions;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Mutations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace KGPlanGraph.Schema.Types.InvestmentItems;

/// <summary>
/// Replaces an item's lists as a whole, as far as the caller sees them: a link to what belongs to a draft does not exist for an agency, and so stays.
/// A list is loaded where it is replaced: most changes of an item leave its lists alone.
/// </summary>
internal static class InvestmentItemLinks
{
    public static async Task ReadLocalitiesAsync(MutationScope scope, InvestmentItem item, CancellationToken cancellationToken)
    {
        await LoadAsync(scope.Data.Entry(item), row => row.Localities, cancellationToken);
        var wanted = await scope.FindAllAsync("localityIds", "Locality", scope.Visible<Locality>(), MutationErrors.LocalityNotFound, cancellationToken);
        var keys = wanted.Select(found => found.Row.Id).ToList();
        var replaced = item.Localities.Select(link => link.LocalityId).Where(key => !keys.Contains(key)).ToArray();
        var visible = await scope.Visible<Locality>().Where(row => replaced.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken);
        item.Localities.RemoveAll(link => visible.Contains(link.LocalityId));
        foreach (var key in keys)
        {
            if (!item.Localities.Exists(link => link.LocalityId == key))
            {
                item.Localities.Add(new() { LocalityId = key });
            }
        }

        var position = 0;
        foreach (var link in item.Localities.OrderBy(link => keys.IndexOf(link.LocalityId) is >= 0 and var place ? place : int.MaxValue))
        {
            link.Position = ++position;
        }
    }

    public static async Task ReadPartnersAsync(MutationScope scope, InvestmentItem item, CancellationToken cancellationToken)
    {
        await LoadAsync(scope.Data.Entry(item), row => row.Partners, cancellationToken);
        var wanted = await scope.FindAllAsync("partnerIds", "Agency", scope.Data.Agencies, MutationErrors.AgencyNotFound, cancellationToken);
        var keys = wanted.Select(found => found.Row.Id).ToList();
        item.Partners.RemoveAll(link => !keys.Contains(link.AgencyId));
        foreach (var key in keys)
        {
            if (!item.Partners.Exists(link => link.AgencyId == key))
            {
                item.Partners.Add(new() { AgencyId = key });
            }
        }

        foreach (var link in item.Partners)
        {
            link.Position = keys.IndexOf(link.AgencyId) + 1;
        }
    }

    public static async Task ReadTasksAsync(MutationScope scope, InvestmentItem item, CancellationToken cancellationToken)
    {
        await LoadAsync(scope.Data.Entry(item), row => row.Tasks, cancellationToken);
        var wanted = await scope.FindAllAsync("taskIds", "Task", scope.Visible<PlanTask>(), MutationErrors.TaskNotFound, cancellationToken);
        var present = item.Tasks.Select(link => link.TaskId).ToArray();
        var added = wanted.Where(found => !present.Contains(found.Row.Id)).ToList();
        var keys = wanted.Select(found => found.Row.Id).ToArray();
        var removed = await scope.Visible<PlanTask>().Where(task => present.Contains(task.Id) && !keys.Contains(task.Id)).ToListAsync(cancellationToken);

        var plans = await ClaimAsync(scope.Data, [.. added.Select(found => found.Row), .. removed], cancellationToken);
        foreach (var (task, path) in added.Concat(removed.Select(task => (task, "taskIds"))))
        {
            scope.Validation.Require(
                plans[task.PlanId].Status != PlanStatus.Closed, path,
                $"Task {task.Label} is in the plan {plans[task.PlanId].Code}, which is CLOSED: it can be neither added nor left out.",
                $"Nhiệm vụ {task.Label} thuộc kế hoạch {plans[task.PlanId].Code} đã CLOSED: không thể thêm vào hay bỏ ra.");
        }

        item.Tasks.RemoveAll(link => removed.Exists(task => task.Id == link.TaskId));
        foreach (var (task, _) in added)
        {
            var last = await scope.Data.TaskInvestmentItems.Where(link => link.TaskId == task.Id).MaxAsync(link => (int?)link.Position, cancellationToken);
            item.Tasks.Add(new() { Task = task, TaskId = task.Id, Position = (last ?? 0) + 1 });
        }
    }

    // A new item has none.
    private static Task LoadAsync<T>(EntityEntry<InvestmentItem> item, Expression<Func<InvestmentItem, IEnumerable<T>>> list, CancellationToken cancellationToken)
        where T : class =>
        item.State == EntityState.Detached ? Task.CompletedTask : item.Collection(list).LoadAsync(cancellationToken);

    // A link is a field of the task as well: both change. In one order for all, so that nobody waits for somebody who waits.
    private static async Task<Dictionary<long, Plan>> ClaimAsync(PlanDbContext data, List<PlanTask> tasks, CancellationToken cancellationToken)
    {
        foreach (var planId in tasks.Select(task => task.PlanId).Distinct().Order())
        {
            await data.HoldPlanAsync(planId, cancellationToken);
        }

        foreach (var task in tasks.OrderBy(task => task.Id))
        {
            await data.ClaimTaskAsync(task.Id, cancellationToken);
            // Found before it was held.
            await data.Entry(task).ReloadAsync(cancellationToken);
        }

        var plans = tasks.Select(task => task.PlanId).Distinct().ToArray();
        return await data.Plans.Where(plan => plans.Contains(plan.Id)).ToDictionaryAsync(plan => plan.Id, cancellationToken);
    }
}
