using System.Text;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Bench.Generator;

/// <summary>Texts in the words of industry plans, put together from their phrases.</summary>
internal static class Texts
{
    private static readonly (string Words, DeliverableKind Kind)[] Outputs =
    [
        ("Xây dựng Đề án", DeliverableKind.Scheme), ("Xây dựng Kế hoạch", DeliverableKind.Plan), ("Xây dựng Chương trình", DeliverableKind.Programme),
        ("Rà soát, điều chỉnh quy hoạch", DeliverableKind.Planning), ("Lập danh mục dự án", DeliverableKind.List),
        ("Tổ chức hội nghị", DeliverableKind.Event), ("Báo cáo kết quả thực hiện", DeliverableKind.Report),
        ("Xuất bản ấn phẩm giới thiệu", DeliverableKind.Publication),
        ("Kiện toàn tổ chức", DeliverableKind.Organisation), ("Kiến nghị Trung ương", DeliverableKind.Proposal), ("Triển khai", DeliverableKind.Other),
    ];

    private static readonly string[] Subjects =
    [
        "phát triển công nghiệp chế biến thủy sản", "phát triển cụm công nghiệp", "thu hút đầu tư hạ tầng khu công nghiệp", "phát triển công nghiệp hỗ trợ",
        "khuyến công địa phương", "phát triển năng lượng tái tạo", "đào tạo nguồn nhân lực công nghiệp", "xúc tiến thương mại và đầu tư",
        "sử dụng năng lượng tiết kiệm và hiệu quả", "phát triển lưới điện nông thôn", "cải cách thủ tục hành chính trong lĩnh vực công nghiệp",
        "ứng dụng khoa học công nghệ vào sản xuất", "bảo vệ môi trường các khu, cụm công nghiệp", "phát triển công nghiệp cơ khí phục vụ nông nghiệp",
        "tiêu thụ sản phẩm công nghiệp nông thôn tiêu biểu", "hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số",
    ];

    private static readonly string[] Details =
    [
        "bảo đảm phù hợp với quy hoạch tỉnh thời kỳ 2021-2030, tầm nhìn đến năm 2050",
        "trong đó ưu tiên các ngành có hàm lượng công nghệ cao, thân thiện với môi trường",
        "gắn với vùng nguyên liệu tập trung và nhu cầu của thị trường trong nước, xuất khẩu",
        "tạo điều kiện thuận lợi để doanh nghiệp tiếp cận đất đai, tín dụng và lao động",
        "huy động các nguồn lực xã hội, lồng ghép với các chương trình mục tiêu quốc gia",
        "định kỳ sơ kết, tổng kết, đánh giá kết quả và đề xuất giải pháp cho giai đoạn tiếp theo",
        "nâng cao năng lực cạnh tranh cấp tỉnh, giảm thời gian giải quyết thủ tục cho nhà đầu tư",
        "tập trung tháo gỡ khó khăn về giải phóng mặt bằng, hạ tầng giao thông kết nối, cấp điện và cấp nước",
    ];

    private static readonly string[] Headings =
    [
        "Công tác quy hoạch và quản lý quy hoạch", "Thu hút đầu tư phát triển công nghiệp", "Phát triển hạ tầng khu, cụm công nghiệp",
        "Phát triển nguồn nhân lực", "Khoa học, công nghệ và môi trường", "Xúc tiến thương mại, mở rộng thị trường", "Cải cách hành chính",
        "Phát triển công nghiệp nông thôn", "Nâng cao hiệu quả quản lý nhà nước", "Cơ chế, chính sách",
    ];

    public static string LegalTitle(int number) => $"Về {Subjects[number % Subjects.Length]} giai đoạn {2016 + (number % 3 * 5)}-{2020 + (number % 3 * 5)}";

    public static string ItemName(InvestmentItemKind kind) => kind switch
    {
        InvestmentItemKind.IndustrialZone => "Khu công nghiệp",
        InvestmentItemKind.IndustrialCluster => "Cụm công nghiệp",
        _ => "Dự án nhà máy",
    };

    public static string Heading(int number) => Headings[number % Headings.Length];

    public static (string Title, string Content, DeliverableKind Kind) Task(Random random, string province, int year)
    {
        // Plans ask for schemes and plans far more often than for publications.
        var (words, kind) = Outputs[Skewed(random, Outputs.Length)];
        var subject = Subjects[Skewed(random, Subjects.Length)];
        var title = $"{words} {subject}";
        var content = new StringBuilder(600).Append(title).Append(" trên địa bàn tỉnh ").Append(province).Append(" năm ").Append(year);
        var details = 1 + random.Next(4);
        for (var detail = 0; detail < details; detail++)
        {
            content.Append(", ").Append(Details[random.Next(Details.Length)]);
        }

        return (title, content.Append('.').ToString(), kind);
    }

    public static string Summary(Random random) => $"Đã thực hiện {Subjects[random.Next(Subjects.Length)]}, {Details[random.Next(Details.Length)]}.";

    /// <summary>An index from 0 to below the bound, the low ones much more often.</summary>
    public static int Skewed(Random random, int bound) => (int)(bound * Math.Pow(random.NextDouble(), 2.2));
}
