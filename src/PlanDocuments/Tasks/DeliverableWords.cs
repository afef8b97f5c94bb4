using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Tasks;

/// <summary>The words from which a deliverable is told.</summary>
internal static class DeliverableWords
{
    /// <summary>Grounds and advice before the task itself.</summary>
    public static readonly Phrases Preludes = new(
        "tham mưu", "tham mưu cho", "tham mưu giúp", "tham mưu, đề xuất", "tham mưu trình", "UBND tỉnh", "Ủy ban nhân dân tỉnh", "Chủ tịch UBND tỉnh",
        "HĐND tỉnh", "Hội đồng nhân dân tỉnh",
        "Tỉnh ủy", "nghiên cứu", ",", "và", "trình", "cấp có thẩm quyền", "chủ trì", "phối hợp", "Ban Thường vụ", "khẩn trương", "chủ động");

    /// <summary>Carrying out what exists brings about none of it.</summary>
    public static readonly Phrases CarryingOut = new("triển khai", "tổ chức triển khai", "thực hiện", "tổ chức thực hiện", "tiếp tục", "đẩy mạnh",
        "tăng cường");

    public static readonly Phrases Organising = new("thành lập", "tổ chức lại", "kiện toàn", "sáp nhập", "sắp xếp", "củng cố", "hợp nhất", "giải thể");

    public static readonly Phrases Proposing = new("đề xuất", "kiến nghị", "đề nghị");

    public static readonly Phrases Reporting = new("báo cáo", "tổng hợp báo cáo", "tổng hợp, báo cáo", "lập báo cáo", "xây dựng báo cáo", "sơ kết",
        "tổng kết");

    /// <summary>Verbs behind which the deliverable's type stands.</summary>
    public static readonly Phrases Making = new(
        "xây dựng", "lập", "ban hành", "trình", "phê duyệt", "thẩm định", "hoàn thiện", "hoàn thành", "rà soát", "điều chỉnh", "bổ sung", "cập nhật",
        "soạn thảo", "tham mưu", "phát hành", "tổ chức",
        "biên soạn", "in ấn", "công bố", "đề xuất", "nghiên cứu", "triển khai xây dựng", "sửa đổi", "thiết kế", "tổ chức lập", "xuất bản", "trình phê duyệt",
        "triển khai lập");

    public static readonly Phrases Between = new(
        ",", "và", "các", "những", "một", "01", "02", "03", "dự thảo", "hồ sơ", "nội dung", "/", "UBND tỉnh", "Ủy ban nhân dân tỉnh", "HĐND tỉnh", "cho",
        "việc", "chuỗi", "Bộ Công Thương", "cấp có thẩm quyền");

    public static readonly (DeliverableKind Kind, Phrases Nouns)[] Nouns =
    [
        (DeliverableKind.Scheme, new Phrases("đề án")),
        (DeliverableKind.Programme, new Phrases("chương trình")),
        (DeliverableKind.List, new Phrases("danh mục")),
        (DeliverableKind.Event, new Phrases("hội nghị", "hội chợ", "triển lãm", "hội thảo", "diễn đàn", "tọa đàm", "lễ hội", "phiên chợ", "tuần lễ")),
        (DeliverableKind.Publication, new Phrases("ấn phẩm", "tập gấp", "tờ rơi", "tài liệu", "cẩm nang", "sổ tay", "bản tin", "kỷ yếu", "phim", "video")),
        (DeliverableKind.Report, new Phrases("báo cáo")),
        (DeliverableKind.Planning, new Phrases("quy hoạch", "phương án")),
        (DeliverableKind.Plan, new Phrases("kế hoạch")),
    ];

    public static readonly Phrases Events = new("hội nghị", "hội chợ", "triển lãm", "hội thảo", "diễn đàn", "tọa đàm", "phiên chợ");

    public static readonly Phrases Organise = new("tổ chức");

    public static readonly Phrases Planning = new("quy hoạch");

    public static readonly Phrases Grounds = new("căn cứ", "trên cơ sở", "theo", "thực hiện chỉ đạo");
}
