using System.Globalization;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Schema.Types.Deadlines;

/// <summary>A deadline in the words of a plan, for a caller who gives none. Plans are written in Vietnamese, whatever the caller reads.</summary>
internal static class DeadlinePhrase
{
    private static readonly string[] Quarters = ["I", "II", "III", "IV"];

    // Produces: hoàn thành trong quý II/2022 · hoàn thành trong tháng 5/2022 · trước ngày 10/11/2022 · ngày 09/11/2022
    public static string Of(DeadlineKind kind, DateOnly dueOn) => kind switch
    {
        DeadlineKind.Quarter => $"hoàn thành trong quý {Quarters[DeadlineDate.Quarter(dueOn) - 1]}/{Year(dueOn)}",
        DeadlineKind.Month => string.Create(CultureInfo.InvariantCulture, $"hoàn thành trong tháng {dueOn.Month}/{Year(dueOn)}"),
        // What is due on a day is done before the next.
        DeadlineKind.BeforeDate => $"trước ngày {Day(dueOn.AddDays(1))}",
        DeadlineKind.Year => $"trong năm {Year(dueOn)}",
        DeadlineKind.HalfYear => $"6 tháng {(dueOn.Month <= 6 ? "đầu" : "cuối")} năm {Year(dueOn)}",
        DeadlineKind.Period => $"đến ngày {Day(dueOn)}",
        // How many days from the issue it was is not known here.
        DeadlineKind.Relative => $"chậm nhất ngày {Day(dueOn)}",
        _ => $"ngày {Day(dueOn)}",
    };

    private static string Year(DateOnly day) => day.Year.ToString("D4", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

/// <summary>The day on which a deadline of each kind falls due.</summary>
internal static class DeadlineDate
{
    /// <summary>The last day of what the kind speaks of and the day lies in; a day itself where it speaks of days.</summary>
    public static DateOnly LastDay(DeadlineKind kind, DateOnly day) => kind switch
    {
        DeadlineKind.Quarter => LastOfMonth(day.Year, 3 * Quarter(day)),
        DeadlineKind.Month => LastOfMonth(day.Year, day.Month),
        DeadlineKind.HalfYear => LastOfMonth(day.Year, day.Month <= 6 ? 6 : 12),
        DeadlineKind.Year => LastOfMonth(day.Year, 12),
        _ => day,
    };

    /// <summary>From 1 to 4.</summary>
    public static int Quarter(DateOnly day) => ((day.Month - 1) / 3) + 1;

    private static DateOnly LastOfMonth(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}
