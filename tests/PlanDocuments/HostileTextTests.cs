using System.Text;
using FsCheck.Xunit;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>Text that is made to hurt is read, or refused, in time that grows with its length alone.</summary>
public class HostileTextTests
{
    private const string Head = "KẾ HOẠCH\nPhát triển năm 2022\n\nI. NHIỆM VỤ\n1. Chung\na) Xây dựng. Giao Sở Công Thương chủ trì.\nb) ";

    public static TheoryData<string> Repeated => [
        "a", "Sở ", "Sở A, ", "giao Sở Công Thương chủ trì, ", "Sở A làm; ", "quý ", "hoàn thành trong quý II/2022 và ", "*", "_", "x\n", "c) x\n",
        "2. Abc\n",
        "\u0323\u0301", "Nghị quyết số 11/NQ-CP về thực hiện ", "Luật A ", "dự án đầu tư huyện Châu Thành ", "nâng cấp Quốc lộ 61 ", "“ ", "( ", ". A ", "1/",
        "thí điểm cụm công nghiệp huyện Châu Thành. ", "- Cơ quan chủ trì: Sở A\n", "TM. A\n", "KCN A, ", "các cơ quan liên quan, các sở ",
        "trước ngày 10/11/2022 ",
        "thì Sở A x hoàn thành trong quý II/2022; ", "Nơi nhận:\n- a;\n", "a   ", "Yêu cầu các sở làm.\n", "\uD800", "| a ", "i) x\n", "căn cứ. Giao Sở A. ",
    ];

    [Theory]
    [MemberData(nameof(Repeated))]
    public async Task A_part_repeated_over_and_over_takes_time_in_proportion(string part)
    {
        var text = Head + new StringBuilder().Insert(0, part, 200_000 / part.Length);

        foreach (var format in Enum.GetValues<PlanDocumentFormat>())
        {
            // A reading takes well under a second; quadratic ones take minutes.
            await Task.Run(() => Reading.Of(text, format)).WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    [Fact]
    public void Two_thousand_items_are_two_thousand_tasks()
    {
        var text = new StringBuilder("KẾ HOẠCH\nPhát triển năm 2022\n\nI. NHIỆM VỤ\n");
        for (var section = 1; section <= 200; section++)
        {
            text.Append(null, $"{section}. Nhiệm vụ {section}\n");
            foreach (var letter in "abcdđeghik")
            {
                text.Append(null,
                $"{letter}) Xây dựng Kế hoạch {section}. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính; hoàn thành trong quý II/2022.\n");
            }
        }

        var result = Reading.Of(text.ToString(), PlanDocumentFormat.PlainText);

        Assert.Equal((2000, 2000), (result.Report!.Tasks, result.Report.Deadlines));
    }

    [Property(MaxTest = 60)]
    public bool Any_text_is_read_or_refused(string? text, bool markdown) =>
        Reading.Of(Head + text, markdown ? PlanDocumentFormat.Markdown : PlanDocumentFormat.PlainText) is { IsRead: true } or { Refusal: not null };

    [Property(MaxTest = 40)]
    public bool The_real_plan_cut_and_turned_anywhere_is_read_or_refused(int cut, int turn)
    {
        var text = FirstPlan.Text;
        var at = (int)((uint)cut % (uint)text.Length);
        var from = (int)((uint)turn % (uint)text.Length);
        return Reading.Of(text[at..] + text[..from]) is { IsRead: true } or { Refusal: not null };
    }
}
