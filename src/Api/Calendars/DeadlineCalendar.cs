using System.Globalization;
using System.Text.Json;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using KGPlanGraph.Schema.Errors;
using Calendar = Ical.Net.Calendar;

namespace KGPlanGraph.Api.Calendars;

/// <summary>
/// Deadlines as all-day events of an iCalendar file (RFC 5545). An event says nothing that time alone changes: a file differs from the one before only where the plan does.
/// <code>
/// UID         the deadline's id: the same in every file
/// SEQUENCE    the task's version, which each change of its deadlines raises
/// STATUS      CONFIRMED; TENTATIVE in a draft; CANCELLED where the task is cancelled before the deadline was met, or the deadline was removed
/// VALARM      a week before, while the deadline is open and its plan in force
/// </code>
/// </summary>
internal sealed class DeadlineCalendar
{
    private const int LongestLine = 75;
    private const string Alarm = "-P7D";

    private static readonly Dictionary<string, LocalizedText> Statuses = new()
    {
        ["NOT_STARTED"] = new("not started", "chưa thực hiện"),
        ["IN_PROGRESS"] = new("in progress", "đang thực hiện"),
        ["COMPLETED"] = new("completed", "hoàn thành"),
        ["SUSPENDED"] = new("suspended", "tạm dừng"),
        ["CANCELLED"] = new("cancelled", "đã hủy"),
    };

    private readonly Calendar calendar = new() { ProductId = "-//KGPlanGraph//Deadlines//VI", Method = "PUBLISH" };
    private readonly Language language;
    private readonly string root;

    /// <param name="name">The calendar's name.</param>
    /// <param name="language">Of what is said around the plan's own words.</param>
    /// <param name="root">The address of the pages, to whose tasks the events lead; it ends in a slash.</param>
    public DeadlineCalendar(string name, Language language, string root)
    {
        (this.language, this.root) = (language, root);
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("NAME", name);
        calendar.AddProperty("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh");
        // How often programs should look, in their two ways of saying it.
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT6H");
    }

    /// <summary>Events so far.</summary>
    public int Count => calendar.Events.Count;

    /// <summary>Adds a deadline, with its task and plan.</summary>
    public void Add(JsonElement deadline)
    {
        var task = deadline.GetProperty("task");
        var plan = task.GetProperty("plan");
        var metOn = Text(deadline, "metOn");
        var isCancelled = metOn is null && Text(task, "status") == "CANCELLED";
        var isDraft = Text(plan, "status") == "DRAFT";
        var prefix = isCancelled ? Say("Cancelled: ", "Đã hủy: ") : metOn is not null ? Say("Done: ", "Đã hoàn thành: ") : isDraft ? Say("Draft: ", "Dự thảo: ") : "";
        var added = EventOf(Text(deadline, "id")!, Text(deadline, "dueOn")!, task, prefix, Text(deadline, "deliverable"));
        added.Status = isCancelled ? EventStatus.Cancelled : isDraft ? EventStatus.Tentative : EventStatus.Confirmed;
        added.Description = string.Join('\n', Describe(deadline, task, plan, metOn));
        if (metOn is null && Text(plan, "status") == "IN_FORCE" && Text(task, "status") is not ("CANCELLED" or "COMPLETED"))
        {
            added.Alarms.Add(new Alarm { Action = AlarmAction.Display, Trigger = new Trigger(Alarm), Description = added.Summary });
        }

        calendar.Events.Add(added);
    }

    /// <summary>Adds a deadline that was removed, so that programs which keep what a file no longer has take it away.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="dueOn">Its last day.</param>
    /// <param name="task">The task that it was a deadline of.</param>
    public void AddRemoved(string id, string dueOn, JsonElement task)
    {
        var added = EventOf(id, dueOn, task, Say("Removed: ", "Đã bỏ: "), null);
        added.Status = EventStatus.Cancelled;
        calendar.Events.Add(added);
    }

    /// <summary>The file: CRLF, lines of at most 75 octets.</summary>
    public byte[] ToUtf8() => Fold(new CalendarSerializer(calendar).SerializeToString()!);

    private CalendarEvent EventOf(string id, string dueOn, JsonElement task, string prefix, string? deliverable)
    {
        var changed = new CalDateTime(task.GetProperty("updatedAt").GetDateTimeOffset().UtcDateTime);
        var plan = Text(task.GetProperty("plan"), "code")!;
        return new CalendarEvent
        {
            Uid = $"{id}@kgplangraph",
            Sequence = task.GetProperty("version").GetInt32(),
            DtStamp = changed,
            LastModified = changed,
            DtStart = new CalDateTime(DateOnly.ParseExact(dueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            // A deadline keeps nobody busy.
            Transparency = TransparencyType.Transparent,
            Summary = $"{prefix}{Text(task, "label")}. {Text(task, "title")}{(deliverable is null ? "" : $" ({deliverable})")}",
            Categories = [plan],
            Url = new Uri($"{root}tasks/{Uri.EscapeDataString(plan)}/{Uri.EscapeDataString(Text(task, "label")!)}"),
        };
    }

    private IEnumerable<string> Describe(JsonElement deadline, JsonElement task, JsonElement plan, string? metOn)
    {
        var (dueOn, originalDueOn) = (Text(deadline, "dueOn")!, Text(deadline, "originalDueOn")!);
        var extended = dueOn == originalDueOn ? "" : Say($", extended from {Day(originalDueOn)}", $", gia hạn từ {Day(originalDueOn)}");
        yield return Say($"Due: {Day(dueOn)}{extended} ({Text(deadline, "phrase")})", $"Thời hạn: {Day(dueOn)}{extended} ({Text(deadline, "phrase")})");
        if (metOn is not null)
        {
            var isLate = string.CompareOrdinal(metOn, dueOn) > 0;
            yield return Say($"Met: {Day(metOn)}, {(isLate ? "late" : "in time")}", $"Hoàn thành: {Day(metOn)}, {(isLate ? "trễ hạn" : "đúng hạn")}");
        }

        var status = Statuses[Text(task, "status")!].In(language);
        yield return Say($"Task: {status}, {task.GetProperty("percentComplete")} %", $"Nhiệm vụ: {status}, {task.GetProperty("percentComplete")} %");
        if (task.GetProperty("leadAgency") is { ValueKind: JsonValueKind.Object } lead)
        {
            yield return Say($"Lead: {Text(lead, "name")}", $"Chủ trì: {Text(lead, "name")}");
        }

        if (deadline.GetProperty("performer") is { ValueKind: JsonValueKind.Object } performer)
        {
            yield return Say($"To be met by: {Text(performer, "name")}", $"Thực hiện: {Text(performer, "name")}");
        }

        yield return Say($"Plan: {Text(plan, "title")}", $"Kế hoạch: {Text(plan, "title")}");
    }

    private string Say(string english, string vietnamese) => new LocalizedText(english, vietnamese).In(language);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Day(string day) => $"{day[8..]}/{day[5..7]}/{day[..4]}";

    // Ical.Net's own folding may part the two halves of a character outside the basic plane, which are then lost.
    private static byte[] Fold(string text)
    {
        var folded = new MemoryStream();
        Span<byte> octets = stackalloc byte[4];
        foreach (var line in text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var length = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                var count = rune.EncodeToUtf8(octets);
                if (length + count > LongestLine)
                {
                    folded.Write("\r\n "u8);
                    length = 1;
                }

                folded.Write(octets[..count]);
                length += count;
            }

            folded.Write("\r\n"u8);
        }

        return folded.ToArray();
    }
}
