using System.Globalization;
using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Bench.Generator;

/// <summary>Writes the plans: of each province, year after year.</summary>
internal sealed class Plans(Tables tables, Country country, Settings settings)
{
    // As the product's writer puts it between the parts of a place in the document.
    internal const char Below = '\u0001';

    private const int FirstYear = 2016;
    private static readonly string[] Letters =
    [
        "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y",
    ];

    private readonly Random random = new(settings.Seed);
    private long lastSection;
    private long lastTask;

    public void Write()
    {
        var tasks = new Tasks(tables, country, settings.States, random);
        for (var number = 0; number < settings.Plans; number++)
        {
            // Every plan has its share, and the last one the rest.
            var upTo = (long)settings.Tasks * (number + 1) / settings.Plans;
            Write(number, (int)(upTo - lastTask), tasks);
        }
    }

    private void Write(int number, int count, Tasks tasks)
    {
        var id = (long)number + 1;
        var province = country.Provinces[number % country.Provinces.Count];
        var round = number / country.Provinces.Count;
        var rounds = ((settings.Plans - 1) / country.Provinces.Count) + 1;
        var year = FirstYear + ((round + 1) * (Settings.Today.Year + 1 - FirstYear) / rounds) - 1;
        var status = round == rounds - 1 && number % 3 == 0 ? PlanStatus.Draft : year < Settings.Today.Year - 1 ? PlanStatus.Closed : PlanStatus.InForce;
        var code = string.Create(CultureInfo.InvariantCulture, $"P{province.Number:D2}-CN-{year}-{round:D3}");
        var title = $"Kế hoạch phát triển công nghiệp tỉnh {province.Name} năm {year}";
        var draft = status == PlanStatus.Draft ? id : (long?)null;
        var issued = new DateOnly(year, 1 + random.Next(3), 1 + random.Next(28));
        var entered = issued.ToDateTime(new TimeOnly(1, 30), DateTimeKind.Utc);
        tables.Plans.Row(
            id, code, title, VietnameseOrder.Of(title), year, year, (short)status, province.Committee, "Nguyễn Văn An", "KT. CHỦ TỊCH - PHÓ CHỦ TỊCH",
            draft is null ? $"{20 + (number % 300)}/KH-UBND" : null, draft is null ? issued : null,
            Country.Json(["Thường trực Tỉnh ủy", "Thường trực HĐND tỉnh", $"Sở Công Thương tỉnh {province.Name}", "Lưu: VT"]), draft, 1, entered, entered);
        var cited = 3 + random.Next(6);
        for (var position = 1; position <= cited; position++)
        {
            tables.PlanLegalDocuments.Row(id, (long)(((number * 11) + (position * 53)) % country.LegalDocuments) + 1, position);
        }

        WriteOutline(new PlanInHand(id, code, province, year, status, draft, entered), count, tasks);
    }

    private void WriteOutline(PlanInHand plan, int count, Tasks tasks)
    {
        var chapter = Section(plan, "II", null, "NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", 1);
        var sections = Math.Max(1, Math.Min(10, (count + 6) / 7));
        for (var number = 1; number <= sections; number++)
        {
            var label = $"II.{number}";
            var section = Section(plan, label, chapter.Id, Texts.Heading(number + (int)plan.Id), number + 1);
            var share = (count * number / sections) - (count * (number - 1) / sections);
            for (var item = 0; item < share; item++)
            {
                tasks.Write(plan, section.Id, section.Order, $"{label}.{Letter(item)}", ++lastTask);
            }
        }
    }

    private (long Id, string Order) Section(PlanInHand plan, string label, long? parent, string heading, int position)
    {
        var order = string.Create(CultureInfo.InvariantCulture, $"{plan.Code}{Below}{position:D6}");
        tables.Sections.Row(
            ++lastSection, plan.Id, parent, label, LabelOrder.Of(label), heading, VietnameseOrder.Of(heading), "", position, order, plan.Draft, 1);
        return (lastSection, order);
    }

    private static string Letter(int item) => item < Letters.Length
        ? Letters[item]
        : Letter((item / Letters.Length) - 1) + Letters[item % Letters.Length];
}
