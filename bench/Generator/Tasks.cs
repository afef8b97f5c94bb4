using System.Globalization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Bench.Generator;

/// <summary>Writes tasks and what hangs on them: agencies, deadlines, places, documents, reports.</summary>
internal sealed class Tasks(Tables tables, Country country, int states, Random random)
{
    private long lastDeadline;
    private long lastReport;

    public void Write(PlanInHand plan, long section, string sectionOrder, string label, long id)
    {
        var (title, content, kind) = Texts.Task(random, plan.Province.Name, plan.Year);
        var labelOrder = LabelOrder.Of(label);
        var order = $"{sectionOrder}{Plans.Below}{labelOrder}";
        var (status, percent) = State(plan);
        var agencies = Agencies(plan.Province);
        // 2 % of the items name nobody who leads.
        var lead = random.Next(50) == 0 ? (long?)null : agencies[0];
        var open = random.Next(4) == 0;
        var updated = plan.Entered.AddDays(random.Next(240)).AddMinutes(random.Next(1440));
        if (updated > Settings.Today.ToDateTime(default, DateTimeKind.Utc))
        {
            updated = plan.Entered;
        }

        tables.Tasks.Row(
            id, plan.Id, section, label, labelOrder, title, VietnameseOrder.Of(title), content, (short)kind, (short)status, percent, lead, open,
            open ? "các cơ quan, đơn vị có liên quan" : null, order, SearchFolding.FoldAll([label, title, content]), plan.Draft, 1 + random.Next(5),
            plan.Entered, updated);

        var position = 0;
        foreach (var agency in lead is null ? agencies[1..] : agencies)
        {
            tables.Assignments.Row(id, agency, (short)(agency == lead ? AssignmentRole.Lead : AssignmentRole.Coordinate), ++position);
        }

        WriteDeadlines(plan, id, order, status, percent);
        WriteStates(plan, id, status, percent);
        if (random.Next(4) == 0)
        {
            WriteLocalities(plan, id);
        }

        if (random.Next(8) == 0)
        {
            tables.TaskLegalDocuments.Row(id, (long)random.Next(country.LegalDocuments) + 1, 1);
        }

        if (random.Next(15) == 0)
        {
            tables.TaskItems.Row(id, plan.Province.Items[random.Next(plan.Province.Items.Count)], 1);
        }

        if (lead is not null && plan.Status != PlanStatus.Draft && random.Next(3) == 0)
        {
            WriteReports(plan, id, lead.Value, status, percent);
        }
    }

    private (PlanTaskStatus Status, int Percent) State(PlanInHand plan)
    {
        if (plan.Status == PlanStatus.Draft)
        {
            return (PlanTaskStatus.NotStarted, 0);
        }

        var draw = random.Next(100);
        var done = plan.Status == PlanStatus.Closed ? 85 : 40;
        if (draw < done)
        {
            return (PlanTaskStatus.Completed, 100);
        }

        if (draw < done + 3)
        {
            return (PlanTaskStatus.Cancelled, random.Next(50));
        }

        if (draw < done + 5)
        {
            return (PlanTaskStatus.Suspended, random.Next(60));
        }

        return draw < 80 ? (PlanTaskStatus.InProgress, 5 + random.Next(90)) : (PlanTaskStatus.NotStarted, 0);
    }

    /// <summary>Who leads, then who coordinates: mostly one to four others, seldom ten.</summary>
    private List<long> Agencies(Province province)
    {
        List<long> agencies = [province.Departments[Texts.Skewed(random, province.Departments.Count)]];
        var wanted = 1 + Texts.Skewed(random, 9);
        while (agencies.Count <= wanted)
        {
            // One in twenty coordinators sits in the capital: ministries and corporations, ids 1 to 8.
            var agency = random.Next(20) == 0 ? 1 + random.Next(8) : province.Departments[random.Next(province.Departments.Count)];
            if (!agencies.Contains(agency))
            {
                agencies.Add(agency);
            }
        }

        return agencies;
    }

    private void WriteDeadlines(PlanInHand plan, long task, string order, PlanTaskStatus status, int percent)
    {
        // A quarter of the items is "regular work" without a date; few have three.
        var draw = random.Next(100);
        var count = draw < 25 ? 0 : draw < 85 ? 1 : draw < 97 ? 2 : 3;
        for (var position = 1; position <= count; position++)
        {
            var kind = random.Next(10) switch
            {
                < 5 => DeadlineKind.Quarter,
                < 8 => DeadlineKind.Month,
                8 => DeadlineKind.BeforeDate,
                _ => DeadlineKind.OnDate,
            };
            var month = kind == DeadlineKind.Quarter ? 3 * (1 + random.Next(4)) : 1 + random.Next(12);
            var year = plan.Year + (random.Next(6) == 0 ? 1 : 0);
            var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
            var original = kind is DeadlineKind.Quarter or DeadlineKind.Month ? last : last.AddDays(-random.Next(20));
            var due = random.Next(20) == 0 ? original.AddMonths(3) : original;
            var met = status == PlanTaskStatus.Completed || (percent > 60 && position == 1) ? due.AddDays(random.Next(70) - 55) : (DateOnly?)null;
            if (met > Settings.Today)
            {
                met = Settings.Today.AddDays(-random.Next(30));
            }

            tables.Deadlines.Row(
                ++lastDeadline, task, (short)kind, Phrase(kind, original), null, due, original, met, position,
                string.Create(CultureInfo.InvariantCulture, $"{order}{Plans.Below}{position:D4}"), plan.Draft, 1);
            if (due != original)
            {
                // Extended a week before it was due.
                tables.DeadlineDues.Row(lastDeadline, original.AddDays(-7), DateOnly.MaxValue, due);
            }
        }
    }

    // The accepted reports of the lead, from the plan's first month on; the last one says where the task stands.
    private void WriteStates(PlanInHand plan, long task, PlanTaskStatus status, int percent)
    {
        if (status == PlanTaskStatus.NotStarted)
        {
            return;
        }

        var from = DateOnly.FromDateTime(plan.Entered).AddDays(1 + (int)(task % 20));
        for (var number = 1; number <= states; number++)
        {
            var isLast = number == states;
            var until = isLast ? DateOnly.MaxValue : from.AddDays(20);
            tables.TaskStates.Row(
                task, from, until, (short)(isLast ? status : PlanTaskStatus.InProgress), isLast ? percent : percent * number / (states + 1),
                isLast ? percent : percent * number / (states + 1));
            from = until;
        }
    }

    private static string Phrase(DeadlineKind kind, DateOnly day) => kind switch
    {
        DeadlineKind.Quarter => $"hoàn thành trong quý {((day.Month - 1) / 3) + 1} năm {day.Year}",
        DeadlineKind.Month => $"hoàn thành trong tháng {day.Month} năm {day.Year}",
        DeadlineKind.BeforeDate => string.Create(CultureInfo.InvariantCulture, $"trước ngày {day.AddDays(1):dd/MM/yyyy}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"ngày {day:dd/MM/yyyy}"),
    };

    private void WriteLocalities(PlanInHand plan, long task)
    {
        var first = random.Next(plan.Province.Districts.Count);
        var count = 1 + random.Next(3);
        for (var position = 1; position <= count; position++)
        {
            tables.TaskLocalities.Row(task, plan.Province.Districts[(first + position) % plan.Province.Districts.Count], position);
        }
    }

    private void WriteReports(PlanInHand plan, long task, long agency, PlanTaskStatus status, int percent)
    {
        var count = 1 + random.Next(3);
        for (var number = 0; number < count; number++)
        {
            var submitted = plan.Entered.AddDays(30 * (number + 1)).AddMinutes(random.Next(1440));
            if (submitted > Settings.Today.ToDateTime(default, DateTimeKind.Utc))
            {
                return;
            }

            var state = random.Next(10) switch
            {
                < 7 => ProgressReportStatus.Accepted,
                7 => ProgressReportStatus.Returned,
                8 => ProgressReportStatus.Withdrawn,
                _ => ProgressReportStatus.Submitted,
            };
            var reviewed = state is ProgressReportStatus.Accepted or ProgressReportStatus.Returned;
            tables.Reports.Row(
                ++lastReport, task, agency, DateOnly.FromDateTime(submitted), (short)state, (short)status, percent, Texts.Summary(random), null,
                state == ProgressReportStatus.Returned ? "Đề nghị bổ sung số liệu" : null, "chuyenvien", submitted, reviewed ? "dieuphoi" : null,
                reviewed ? submitted.AddDays(3) : null, 1 + number);
            if (random.Next(3) == 0)
            {
                tables.Evidence.Row(lastReport, 1, "Văn bản báo cáo", $"https://example.vn/vanban/{lastReport}", $"{100 + (lastReport % 800)}/BC-SCT");
            }
        }
    }
}
