using FsCheck.Xunit;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments.Generated;

/// <summary>Plans are made up, written in every layout, and read back: whatever the layout, they say the same.</summary>
public class RoundTripTests
{
    [Property(MaxTest = 60)]
    public void A_plan_is_read_back_from_every_layout(int seed)
    {
        var plan = new RandomPlan(seed);
        foreach (var layout in PlanLayout.All)
        {
            var text = layout.Document(plan);
            var result = Reading.Of(text, layout.Format);
            Assert.True(result.IsRead, $"{layout}, seed {seed}: {result.Refusal?.Reason.English}\n{text}");
            for (var group = 0; group < plan.Groups.Count; group++)
            {
                for (var i = 0; i < plan.Groups[group].Count; i++)
                {
                    Compare(plan.Groups[group][i], layout, layout.LabelOf(plan.Groups[group][i], group + 1, i), result.Document, $"{layout}, seed {seed}");
                }
            }

            Assert.True(
                plan.Groups.Sum(group => group.Count) == result.Document.Tasks.Count, $"{layout}, seed {seed}: {string.Join(", ", result.Document.Tasks.Select(task => task.Label))}");
            Assert.True(result.Report.Warnings.Count == 0, $"{layout}, seed {seed}: {string.Join(", ", result.Report.Warnings)}");
        }
    }

    private static void Compare(PlannedDuty duty, PlanLayout layout, string label, PlanDocument document, string where)
    {
        var task = document.Tasks.FirstOrDefault(task => task.Label == label);
        Assert.True(task is not null, $"{where}: no {label} among {string.Join(", ", document.Tasks.Select(other => other.Label))}");
        var expected = $"{duty.Lead.Code} | {string.Join(' ', duty.Coordinators.Select(body => body.Code))} | {duty.Others ?? "-"}";
        Assert.True(expected == Reading.Describe(task), $"{where}, {label}: '{Reading.Describe(task)}', not '{expected}'\n{task.Content}");
        var due = string.Join(", ", task.Deadlines.Select(deadline => $"{deadline.Kind} {deadline.DueOn:yyyy-MM-dd}"));
        Assert.True(due == (duty.Time is null ? "" : $"{duty.Time.Kind} {duty.Time.DueOn:yyyy-MM-dd}"), $"{where}, {label}: '{due}' for {duty}\n{task.Content}");
        Assert.StartsWith(duty.Action, task.Content, StringComparison.Ordinal);
        Assert.True(!layout.SaysOutput || task.ExpectedOutput == duty.Output, $"{where}, {label}: '{task.ExpectedOutput}', not '{duty.Output}'");
    }

    /// <summary>Each line is a block, and each row of a table, over however many lines its cells are broken.</summary>
    [Property(MaxTest = 30)]
    public void The_blocks_of_a_plan_add_up(int seed)
    {
        var plan = new RandomPlan(seed);
        foreach (var layout in PlanLayout.All)
        {
            var text = layout.Document(plan);
            // With tabs, a row is a line.
            var lined = layout.Name is "columns of spaces" or "HTML" ? PlanLayout.All.First(other => other.Name == "tabs").Document(plan) : text;
            var lines = lined.Split('\n').Count(line => line.Trim().Length > 0 && !line.StartsWith("|---", StringComparison.Ordinal));

            var report = Reading.Of(text, layout.Format).Report!;

            var blocks = report.Blocks;
            Assert.True(lines == blocks.Total, $"{layout}, seed {seed}: {lines} lines, {blocks}\n{text}");
            Assert.True(blocks.Tasks >= report.Tasks, $"{layout}, seed {seed}: {report.Tasks} tasks, {blocks}\n{text}");
            Assert.Equal(0, blocks.Unread);
        }
    }
}
