using System.Globalization;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments.Generated;

/// <summary>A plan as an official has it in mind, before anybody writes it down: the same for a seed.</summary>
internal sealed class RandomPlan
{
    private static readonly (string Code, string[] Names)[] Bodies =
    [
        ("SCT", ["Sở Công Thương"]),
        ("STC", ["Sở Tài chính"]),
        ("SKHDT", ["Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", "Sở Kế hoạch & Đầu tư"]),
        ("SNNPTNT", ["Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT", "Sở Nông nghiệp và PTNT"]),
        ("SLDTBXH", ["Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH"]),
        ("SXD", ["Sở Xây dựng"]),
        ("SGTVT", ["Sở Giao thông vận tải", "Sở GTVT"]),
        ("SNV", ["Sở Nội vụ"]),
        ("BQLKKT", ["Ban Quản lý Khu kinh tế tỉnh", "Ban Quản lý Khu kinh tế"]),
    ];

    private static readonly string[] Actions =
    [
        "Xây dựng Đề án bảo tồn làng nghề đan bàng", "Nâng cấp đường vào làng nghề", "Mở lớp truyền nghề cho lao động nông thôn", "Rà soát thủ tục cấp phép",
        "Lập danh mục sản phẩm chủ lực", "Tổ chức phiên chợ hàng thủ công", "Hỗ trợ doanh nghiệp nhỏ đổi mới máy móc", "Trồng vùng nguyên liệu cỏ bàng",
        "Sửa bến ghe chở hàng", "In ấn phẩm giới thiệu sản phẩm", "Khảo sát nhu cầu vay vốn", "Vận động hộ dân tham gia hợp tác xã",
    ];

    private static readonly string[] Others = ["các cơ quan liên quan", "các đơn vị có liên quan", "các sở, ngành liên quan"];
    private static readonly string[] Outputs = ["Đề án được phê duyệt", "Báo cáo kết quả", "Danh mục được công bố", "03 lớp học"];

    private readonly Random random;

    public RandomPlan(int seed)
    {
        random = new Random(seed);
        Year = random.Next(2022, 2031);
        for (var group = 0; group < random.Next(1, 4); group++)
        {
            Groups.Add([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Duty())]);
        }
    }

    public int Year { get; }

    public List<List<PlannedDuty>> Groups { get; } = [];

    private PlannedDuty Duty()
    {
        var bodies = Bodies.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).Select(body => (body.Code, Pick(body.Names))).ToList();
        var hasOthers = random.Next(3) == 0;
        return new PlannedDuty(Pick(Actions), bodies[0], bodies[1..], hasOthers ? Pick(Others) : null, random.Next(5) == 0 ? null : Time(), random.Next(3) == 0 ? Pick(Outputs) : null);
    }

    /// <summary>As it stands in a cell or behind a label, as it stands in a sentence, and what it means.</summary>
    private PlannedTime Time()
    {
        var (quarter, month, day) = (random.Next(1, 5), random.Next(1, 13), random.Next(1, 29));
        var roman = new[] { "I", "II", "III", "IV" }[quarter - 1];
        var date = new DateOnly(Year, month, day);
        var written = date.ToString(random.Next(2) == 0 ? "dd/MM/yyyy" : "d/M/yyyy", CultureInfo.InvariantCulture);
        return random.Next(8) switch
        {
            0 => new($"Quý {roman}/{Year}", $"hoàn thành trong quý {roman}/{Year}", DeadlineKind.Quarter, EndOf(quarter * 3)),
            1 => new($"Quý {roman} năm {Year}", $"xong trong quý {roman} năm {Year}", DeadlineKind.Quarter, EndOf(quarter * 3)),
            2 => new($"Tháng {month}/{Year}", $"hoàn thành trong tháng {month}/{Year}", DeadlineKind.Month, EndOf(month)),
            3 => new($"{month:00}/{Year}", $"hoàn thành trong {month:00}/{Year}", DeadlineKind.Month, EndOf(month)),
            4 => new($"Trước ngày {written}", $"hoàn thành trước ngày {written}", DeadlineKind.BeforeDate, date.AddDays(-1)),
            5 => new($"Chậm nhất ngày {written}", $"chậm nhất ngày {written}", DeadlineKind.OnDate, date),
            6 => new($"Năm {Year}", $"hoàn thành trong năm {Year}", DeadlineKind.Year, EndOf(12)),
            _ => new("6 tháng đầu năm", "hoàn thành trong 6 tháng đầu năm", DeadlineKind.HalfYear, EndOf(6)),
        };
    }

    private DateOnly EndOf(int month) => new(Year, month, DateTime.DaysInMonth(Year, month));

    private T Pick<T>(T[] of) => of[random.Next(of.Length)];
}

/// <summary>What is to be done, by whom, by when, and what is to come of it.</summary>
internal sealed record PlannedDuty(
    string Action, (string Code, string Name) Lead, IReadOnlyList<(string Code, string Name)> Coordinators, string? Others, PlannedTime? Time, string? Output)
{
    /// <summary>Coordinating bodies and unnamed others as a list.</summary>
    public string Partners(string separator = ", ") =>
        string.Join(separator, Coordinators.Select(body => body.Name)) + (Others is null ? "" : Coordinators.Count == 0 ? Others : $" và {Others}");

    public bool HasPartners => Coordinators.Count > 0 || Others is not null;

    public override string ToString() => $"{Action}: {Lead.Code} + [{string.Join(' ', Coordinators.Select(body => body.Code))}] {Others} by {Time?.Kind} {Time?.DueOn:yyyy-MM-dd}";
}

/// <summary>A time as it stands behind a label, as it stands in a sentence, and what it means.</summary>
internal sealed record PlannedTime(string Label, string Sentence, DeadlineKind Kind, DateOnly DueOn);
