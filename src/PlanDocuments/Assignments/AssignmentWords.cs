using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Assignments;

/// <summary>The words that assign.</summary>
internal static class AssignmentWords
{
    public static readonly Phrases LeadLabels = new(
        "cơ quan chủ trì", "đơn vị chủ trì", "chủ trì", "cơ quan chủ trì thực hiện", "đơn vị chủ trì thực hiện", "chủ trì thực hiện", "cơ quan đầu mối",
        "đơn vị đầu mối", "đầu mối", "đầu mối thực hiện", "cơ quan đầu mối thực hiện", "đơn vị đầu mối thực hiện", "cơ quan chủ trì, đầu mối",
        "cơ quan chủ trì tham mưu", "đơn vị chủ trì tham mưu", "cơ quan, đơn vị chủ trì", "đơn vị, cơ quan chủ trì", "CQ chủ trì", "ĐV chủ trì", "CQCT", "ĐVCT",
        "trách nhiệm chủ trì", "phân công chủ trì", "các cơ quan chủ trì", "các đơn vị chủ trì", "bên chủ trì", "đơn vị chủ trì chính", "cơ quan chủ trì chính", "chủ trì tham mưu",
        "đồng chủ trì", "cơ quan đồng chủ trì", "đơn vị đồng chủ trì");

    /// <summary>These name a body by what it does: also without a colon a body stands behind them.</summary>
    public static readonly Phrases NounLabels = new(
        "cơ quan chủ trì", "đơn vị chủ trì", "cơ quan phối hợp", "đơn vị phối hợp", "các cơ quan phối hợp", "các đơn vị phối hợp", "cơ quan đầu mối", "đơn vị đầu mối", "CQ chủ trì",
        "CQ phối hợp", "ĐV chủ trì", "ĐV phối hợp", "CQCT", "CQPH", "ĐVCT", "ĐVPH");

    /// <summary>One label for both: "Cơ quan chủ trì/phối hợp: Sở A/Sở B".</summary>
    public static readonly Phrases BothLabels = new(
        "cơ quan chủ trì/phối hợp", "đơn vị chủ trì/phối hợp", "chủ trì/phối hợp", "cơ quan chủ trì, phối hợp", "đơn vị chủ trì, phối hợp", "chủ trì, phối hợp",
        "cơ quan chủ trì và phối hợp", "đơn vị chủ trì và phối hợp", "chủ trì và phối hợp", "cơ quan chủ trì - phối hợp", "đơn vị chủ trì - phối hợp", "chủ trì - phối hợp",
        "cơ quan chủ trì/cơ quan phối hợp", "đơn vị chủ trì/đơn vị phối hợp", "cơ quan chủ trì, cơ quan phối hợp", "đơn vị chủ trì, đơn vị phối hợp", "CQ chủ trì/phối hợp");

    public static readonly Phrases PerformerLabels = new(
        "đơn vị thực hiện", "cơ quan thực hiện", "cơ quan chịu trách nhiệm", "đơn vị chịu trách nhiệm", "phân công thực hiện", "phân công",
        "trách nhiệm thực hiện", "trách nhiệm",
        "cơ quan, đơn vị thực hiện", "đơn vị triển khai", "cơ quan tham mưu", "đơn vị tham mưu", "chịu trách nhiệm", "chịu trách nhiệm chính",
        "chịu trách nhiệm thực hiện", "đơn vị phụ trách", "cơ quan phụ trách", "phụ trách", "đơn vị được giao", "cơ quan được giao", "giao", "thực hiện", "cơ quan tổ chức thực hiện",
        "đơn vị tổ chức thực hiện", "cơ quan, đơn vị chịu trách nhiệm");

    public static readonly Phrases CoordinateLabels = new(
        "cơ quan phối hợp", "đơn vị phối hợp", "phối hợp", "cơ quan phối hợp thực hiện", "đơn vị phối hợp thực hiện", "phối hợp thực hiện",
        "cơ quan, đơn vị phối hợp",
        "các cơ quan phối hợp", "các đơn vị phối hợp", "CQ phối hợp", "ĐV phối hợp", "CQPH", "ĐVPH", "trách nhiệm phối hợp", "phân công phối hợp", "bên phối hợp", "đơn vị, cơ quan phối hợp",
        "cùng phối hợp");

    /// <summary>Between a label and the body, where no colon stands.</summary>
    public static readonly Phrases LabelSigns = new("là", "-", "gồm", "bao gồm", "là:", "gồm:", "bao gồm:");

    /// <summary>"Do Sở A thực hiện.": who is named does it.</summary>
    public static readonly Phrases Done = new(
        "thực hiện", "triển khai", "tổ chức thực hiện", "triển khai thực hiện", "đảm nhiệm", "đảm nhận", "phụ trách", "chịu trách nhiệm", "chịu trách nhiệm thực hiện",
        "có trách nhiệm thực hiện", "tham mưu thực hiện", "chịu trách nhiệm tổ chức thực hiện");

    public static readonly Phrases Demands = new("yêu cầu");

    /// <summary>These charge the body behind them.</summary>
    public static readonly Phrases Charges = new(
        "giao", "giao cho", "giao nhiệm vụ cho", "giao trách nhiệm cho", "giao trách nhiệm", "phân công", "phân công cho", "giao nhiệm vụ", "ủy quyền cho", "giao các đồng chí");

    /// <summary>These charge it only where "chủ trì" or "phối hợp" follows.</summary>
    public static readonly Phrases Requests = new("yêu cầu", "đề nghị", "do");

    /// <summary>Before "giao" in the middle of a clause, these say who charges or when.</summary>
    public static readonly Phrases Chargers = new(
        "UBND tỉnh", "Ủy ban nhân dân tỉnh", "Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh", "trước mắt", "trước mắt,", "đồng thời", "đồng thời,");

    public static readonly Phrases Leads = new("chủ trì", "làm đầu mối", "là đầu mối", "đầu mối", "là cơ quan chủ trì", "làm chủ trì", "là đơn vị chủ trì",
        "đồng chủ trì", "cùng chủ trì", "chịu trách nhiệm chính", "phụ trách chính");

    /// <summary>Between a body and "chủ trì".</summary>
    public static readonly Phrases Fillers = new(
        "chịu trách nhiệm", "có trách nhiệm", "có nhiệm vụ", "được giao", "sẽ", "tiếp tục", "là cơ quan", "là đơn vị", "làm cơ quan", "làm đơn vị",
        "với vai trò",
        "chủ động", ":", ",", "được phân công", "được giao nhiệm vụ", "được chỉ định", "được UBND tỉnh giao", "là cơ quan thường trực", "nhận nhiệm vụ",
        "theo chức năng", "theo chức năng, nhiệm vụ", "theo chức năng, nhiệm vụ được giao", "theo thẩm quyền");

    public static readonly Phrases Coordinates = new("phối hợp");

    public static readonly Phrases CoordinateLinks = new(
        "với", "cùng", "cùng với", "chặt chẽ với", "chặt chẽ cùng", "thường xuyên với", "đồng bộ với", "và", "là", "gồm", "gồm:", "là:", "gồm có", "thực hiện với", "cùng các đơn vị:", "với:",
        ":", "tốt với", "chặt chẽ cùng với");

    /// <summary>Grounds before the subject: "Căn cứ Kế hoạch này, UBND các huyện xây dựng …".</summary>
    public static readonly Phrases GroundsFirst = new("căn cứ", "trên cơ sở", "theo", "dựa trên", "trong quá trình");

    /// <summary>A sentence that begins with its time has its subject behind it: "Định kỳ 6 tháng, các sở … báo cáo".</summary>
    public static readonly Phrases TimeFirst = new(
        "định kỳ", "trước ngày", "trước", "hằng năm", "hàng năm", "hằng quý", "hàng quý", "hằng tháng", "hàng tháng", "chậm nhất", "trong quý", "trong tháng", "đến ngày",
        "vào ngày", "muộn nhất", "đến", "tới", "từ nay", "quý", "tháng", "mỗi quý", "mỗi tháng", "mỗi năm", "đến hết", "cuối năm", "cuối quý", "trong năm", "trong vòng", "trong thời hạn");

    /// <summary>Before a body these say whose something is, or to whom it goes.</summary>
    public static readonly Phrases Receiving = new("của", "về", "gửi", "cho", "tại", "theo", "qua", "từ");

    public static readonly Phrases With = new("với", "cùng");

    public static readonly Phrases LeadLinks = new("cùng", "cùng với", "với", ", cùng", ", cùng với");

    public static readonly Phrases Participates = new("phối hợp", "cùng phối hợp", "tham gia", "cùng tham gia", "tham gia phối hợp",
        "có trách nhiệm phối hợp");

    /// <summary>Behind a list of bodies these say that all of them do it, not that the last one does.</summary>
    public static readonly Phrases DoneTogether = new("thực hiện", "triển khai", "tổ chức thực hiện", "triển khai thực hiện", "tham mưu thực hiện", "và");

    /// <summary>In front of a clause's first word.</summary>
    public static readonly Phrases Bullets = new("-", "+", "•", "*");
}
