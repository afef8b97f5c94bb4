using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.InvestmentItems;

/// <summary>The words that name zones, clusters and projects, and tell what and how far they are.</summary>
internal static class ItemWords
{
    public static readonly Phrases Zones = new("KCN", "khu công nghiệp");

    public static readonly Phrases Clusters = new("CCN", "cụm công nghiệp");

    public static readonly Phrases Project = new("dự án");

    /// <summary>Before "dự án" these say that no single one is named.</summary>
    public static readonly Phrases Plurals = new("các", "những", "một số", "nhiều", "quản lý", "chủ", "nhóm", "mỗi", "từng", "loại", "danh mục", ",", "và",
        "hoặc", "/", "số", "phương án", "lập");

    /// <summary>Behind "dự án" (and "đầu tư") these go on without a name.</summary>
    public static readonly Phrases Nameless = new("trên", "tại", "trong", "này", "đó", "thuộc", "có", "của", "theo", "để", "và", "vào", "khác", "nêu",
        "được", "đã", "đang", "từ", "cấp", "trọng điểm", "ĐTXD");

    public static readonly Phrases Invest = new("đầu tư");

    public static readonly Phrases Works = new("cải tạo", "nâng cấp", "mở rộng", "xây dựng", "làm mới", "sửa chữa", "hoàn thiện");

    public static readonly Phrases Some = new("một số", "các", "những");

    public static readonly Phrases Pilot = new("thí điểm");

    public static readonly Phrases Phase = new("giai đoạn");

    public static readonly Phrases IfAny = new("(nếu có");

    public static readonly Phrases And = new("và", ",");

    /// <summary>Sectors by the words of a project's name; the first that fits.</summary>
    public static readonly (InvestmentSector Sector, Phrases Words)[] Sectors =
    [
        (InvestmentSector.WindPower, new Phrases("điện gió")),
        (InvestmentSector.SolarPower, new Phrases("mặt trời")),
        (InvestmentSector.PowerGrid, new Phrases("điện lưới", "lưới điện", "kéo điện", "trạm biến áp", "đường dây", "cấp điện")),
        (InvestmentSector.Transport, new Phrases("quốc lộ", "tỉnh lộ", "đường", "cầu", "cảng", "giao thông", "QL", "ĐT", "cao tốc", "sân bay", "luồng")),
        (InvestmentSector.TechnicalCentre, new Phrases("trung tâm kỹ thuật")),
        (InvestmentSector.IndustrialInfrastructure, new Phrases("hạ tầng", "khu công nghiệp", "cụm công nghiệp", "KCN", "CCN")),
    ];

    /// <summary>Stages by the words of the text; the first that fits.</summary>
    public static readonly (InvestmentStage Stage, Phrases Words)[] Stages =
    [
        (InvestmentStage.Preparation, new Phrases("khả thi", "chuẩn bị đầu tư", "chủ trương đầu tư", "thủ tục đầu tư", "triển khai đầu tư",
            "giải phóng mặt bằng")),
        (InvestmentStage.Identification, new Phrases("đề xuất", "kiến nghị", "đề nghị", "nghiên cứu", "kêu gọi")),
        (InvestmentStage.Implementation, new Phrases("khởi công", "thi công", "triển khai xây dựng", "đẩy nhanh tiến độ", "tiếp tục đầu tư")),
        (InvestmentStage.Completion, new Phrases("nghiệm thu", "đưa vào sử dụng", "đưa vào khai thác", "đưa vào vận hành")),
    ];
}
