using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Citations;

/// <summary>The words of citations.</summary>
internal static class CitationWords
{
    /// <summary>Kinds of documents that are cited by number.</summary>
    public static readonly Phrases Kinds = new(
        "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị quyết liên tịch", "Nghị định", "Quyết định", "Thông tư", "Thông tư liên tịch", "Chỉ thị",
        "Chương trình",
        "Chương trình hành động", "Chương trình phối hợp", "Kế hoạch", "Kế hoạch hành động", "Kết luận", "Công văn", "Thông báo", "Thông báo kết luận",
        "Hướng dẫn", "Quy định",
        "Tờ trình", "Báo cáo", "Văn bản", "Công điện", "Đề án", "Quy chế", "Văn bản hợp nhất", "Thông tri");

    /// <summary>Kinds that are also cited by their issuer alone ("Nghị quyết của Tỉnh ủy").</summary>
    public static readonly Phrases KindsWithoutNumber = new("Nghị quyết", "Chỉ thị", "Kết luận", "Nghị quyết Đại hội");

    public static readonly Phrases Laws = new("Luật", "Bộ luật", "Pháp lệnh");

    /// <summary>Laws whose names hold a comma or "và", where a name would otherwise end.</summary>
    public static readonly Phrases LawNames = new(
        "An toàn, vệ sinh lao động", "Quản lý, sử dụng tài sản công", "Thực hành tiết kiệm, chống lãng phí", "Phòng, chống tham nhũng",
        "Phòng, chống thiên tai",
        "Phòng cháy và chữa cháy", "Phòng cháy, chữa cháy", "Tiêu chuẩn và quy chuẩn kỹ thuật", "Phòng, chống ma túy", "Xuất cảnh, nhập cảnh",
        "Công nghệ cao",
        "Hỗ trợ doanh nghiệp nhỏ và vừa", "Khoa học và công nghệ", "Tổ chức chính quyền địa phương", "Sử dụng năng lượng tiết kiệm và hiệu quả",
        "Chất lượng sản phẩm, hàng hóa", "Thuế xuất khẩu, thuế nhập khẩu", "Phòng, chống tác hại của rượu, bia");

    /// <summary>With these a law's name is over.</summary>
    public static readonly Phrases LawEnds = new(
        "năm", "số", "ngày", "quy định", "hiện hành", "có hiệu lực", "để", "của", "đã", "được", "về", "tại", "theo", "sửa đổi", "thì", "với", "trên", "cho",
        "hoặc", "này", "mới", "và",
        "cùng", "khi", "do", "nhằm", "là", "đối", "trong", "bảo đảm", "đảm bảo", "liên quan", "chuyên ngành");

    public static readonly Phrases Number = new("số");

    public static readonly Phrases Day = new("ngày");

    public static readonly Phrases Of = new("của");

    public static readonly Phrases At = new("tại");

    /// <summary>With these a cited document's subject begins.</summary>
    public static readonly Phrases Subjects = new(
        "về", "về việc", "quy định", "ban hành", "hướng dẫn", "thực hiện", "triển khai", "sửa đổi", "phê duyệt", "điều chỉnh", "thông qua", "bổ sung", "v/v");

    /// <summary>A subject that is itself the carrying out of documents may name several.</summary>
    public static readonly Phrases CarryingOut = new("thực hiện", "triển khai", "về việc thực hiện", "về việc triển khai");

    /// <summary>With these the subject is over and the sentence goes on.</summary>
    public static readonly Phrases SubjectEnds = new("nhằm", ", hoàn thành", ", UBND", ", Ủy ban nhân dân", "; ", ", Sở", ", giao", "và các văn bản");

    public static readonly Phrases Congress = new("Nghị quyết Đại hội");

    public static readonly Phrases Term = new("nhiệm kỳ", "khóa", "lần thứ");

    public static readonly Phrases CongressEnds = new("và", "về", "để", "nhằm", "đã", "đề ra", "của");

    public static readonly Phrases And = new("và");
}
