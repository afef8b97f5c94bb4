using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Organisations;

/// <summary>The words by which names of bodies begin and end.</summary>
internal static class OrganisationWords
{
    /// <summary>With these a body's name begins.</summary>
    public static readonly Phrases Variants = new(
        "Sở", "Ban", "Cục", "Chi cục", "Tổng cục", "Bộ", "Vụ", "UBND", "Ủy ban nhân dân", "Ủy ban Mặt trận", "Ủy ban", "HĐND", "Hội đồng", "Công an",
        "Bộ Chỉ huy",
        "Hiệp hội", "Hội", "Trung tâm", "Đài", "Báo", "Trường", "Đại học", "Học viện", "Viện", "Liên minh", "Liên đoàn", "Liên hiệp", "Tập đoàn",
        "Tổng công ty",
        "Công ty", "Ngân hàng", "Văn phòng", "Thanh tra", "Kho bạc", "Bảo hiểm", "Tòa án", "Mặt trận", "Tỉnh đoàn", "Tỉnh ủy", "Huyện ủy", "Thành ủy",
        "Thị ủy",
        "Đảng ủy", "Quỹ", "Phòng", "Đoàn", "BQL", "Cảng vụ", "Điện lực", "Bưu điện", "Cổng thông tin", "Tòa soạn", "Vườn quốc gia", "Bệnh viện",
        "Thông tấn xã",
        "Đồn", "Hải quan", "VNPT", "Viettel", "Chi nhánh", "VP", "CA", "BCH", "BHXH", "KBNN", "NHNN", "LĐLĐ", "MTTQ", "UBMTTQ", "BĐBP", "Bộ đội", "Thuế tỉnh",
        "Thuế thành phố", "Thống kê tỉnh", "Thống kê thành phố", "Thi hành án", "Viện kiểm sát", "TAND", "VKSND", "Kiểm lâm", "Nhà khách",
        "Bảo tàng", "Nhà hát", "Hạt Kiểm lâm", "TTXVN", "Công đoàn", "Tổ công tác", "Quân khu");

    /// <summary>Words that begin like a body's form and are none.</summary>
    public static readonly Phrases NoForms = new(
        "ban hành", "báo cáo", "báo động", "hội nghị", "hội thảo", "hội chợ", "hội nhập", "hội thi", "bộ máy", "bộ phận", "bộ tiêu chí", "bộ chỉ số",
        "bộ đơn giá", "bộ thủ tục",
        "bộ luật", "bộ chỉ tiêu", "trường hợp", "phòng chống", "phòng, chống", "phòng cháy", "phòng ngừa", "quỹ đất", "vụ việc", "đoàn kết", "viện trợ",
        "viện dẫn", "công ty có",
        "điện lực hóa", "bảo hiểm y tế", "bảo hiểm thất nghiệp", "thanh tra, kiểm tra", "thanh tra việc", "hội đồng thẩm định hồ sơ", "ban đầu", "sở hữu",
        "sở thích", "cục bộ");

    /// <summary>These are a name by themselves.</summary>
    public static readonly Phrases WholeNames = new(
        "Tỉnh đoàn", "Tỉnh ủy", "Viettel", "VNPT", "Công an tỉnh", "Thuế tỉnh", "Thống kê tỉnh", "Thuế thành phố", "Thống kê thành phố", "Hải quan", "TTXVN", "BHXH",
        "Kho bạc", "Thành ủy", "Huyện ủy");

    /// <summary>The forms that "các" distributes over a list of names: "các Sở: Tài chính, Xây dựng".</summary>
    public static readonly Phrases Distributed = new("Sở", "Bộ", "Ban", "Cục", "Chi cục", "Hội", "Trung tâm", "Trường", "Huyện ủy");

    /// <summary>With these, in small letters, the name is over and the sentence goes on.</summary>
    public static readonly Phrases Verbs = new(
        "chủ trì", "phối hợp", "thực hiện", "triển khai", "tham mưu", "tổ chức", "hoàn thành", "báo cáo", "rà soát", "trình", "hướng dẫn", "lập",
        "nghiên cứu",
        "đề xuất", "tổng hợp", "theo dõi", "đôn đốc", "giám sát", "kiểm tra", "xây dựng", "căn cứ", "chịu trách nhiệm", "có trách nhiệm", "để", "nhằm",
        "trong quý",
        "trong tháng", "trong năm", "trong quá trình", "trong phạm vi", "trong việc", "làm", "là cơ quan", "là đơn vị", "thẩm định", "bố trí", "cân đối",
        "chủ động",
        "tiếp tục", "tăng cường", "đẩy mạnh", "khẩn trương", "cụ thể hóa", "tích cực", "ban hành", "giải quyết", "hoàn thiện", "tuyên truyền", "vận động",
        "cung cấp",
        "tiến hành", "lựa chọn", "xử lý", "thống nhất", "khảo sát", "thông báo", "công bố", "gửi", "thu hút", "kêu gọi", "đánh giá", "cập nhật", "điều chỉnh",
        "thành lập", "phân bổ", "bổ sung", "xác định", "sớm", "kịp thời", "thường xuyên", "định kỳ", "tham gia", "hỗ trợ", "trước ngày", "theo quy định",
        "theo chức năng", "theo thẩm quyền", "theo dõi", "thì", "sẽ", "được", "cho", "về", "khi", "đề nghị", "giao", "đưa", "chỉ đạo", "lồng ghép",
        "tạo điều kiện", "xem xét",
        "thành lập", "thời gian", "tổng kết", "sơ kết", "tổ chức thực hiện", "và thực hiện", "soạn thảo", "phê duyệt", "kiện toàn", "phổ biến", "quán triệt");

    /// <summary>Unnamed bodies begin with these.</summary>
    public static readonly Phrases OpenStarts = new(
        "các cơ quan", "các đơn vị", "các địa phương", "các sở", "các ban", "các ngành", "các huyện", "các thành phố", "các tổ chức", "các doanh nghiệp",
        "các cấp",
        "các hội", "các hiệp hội", "các đoàn thể", "các bộ", "các trường", "các cơ sở", "các nhà", "các chủ đầu tư", "các xã", "các phòng", "các viện",
        "các công ty",
        "các ngân hàng", "các trung tâm", "các thành viên", "các tập đoàn", "những đơn vị", "những cơ quan", "những địa phương", "một số sở", "một số đơn vị", "một số cơ quan", "các bên",
        "các chi cục", "các cục",
        "cơ quan", "đơn vị", "địa phương", "sở, ban", "sở, ngành", "sở ban ngành", "sở ngành", "ban, ngành", "ngành liên quan", "UBND các",
        "Ủy ban nhân dân các",
        "UBND cấp xã", "Ủy ban nhân dân cấp xã", "UBND cấp huyện", "Ủy ban nhân dân cấp huyện", "UBND huyện, thành phố", "Ủy ban nhân dân huyện, thành phố",
        "doanh nghiệp", "chính quyền địa phương", "đoàn thể", "chủ đầu tư", "nhà đầu tư", "thủ trưởng các", "giám đốc các", "chủ tịch UBND các",
        "chủ tịch Ủy ban nhân dân các", "lãnh đạo các", "toàn thể", "tất cả các", "cấp ủy", "tổ chức, cá nhân", "tổ chức có liên quan", "tổ chức liên quan",
        "tổ chức chính trị",
        "cá nhân", "bộ, ngành", "hội, đoàn thể", "phòng, ban", "xã, phường", "huyện, thành phố", "huyện, thị xã", "thành viên");

    /// <summary>Behind a comma or "và" unnamed bodies go on with these.</summary>
    public static readonly Phrases OpenContinues = new(
        "sở", "ban", "ngành", "cơ quan", "đơn vị", "địa phương", "tổ chức", "đoàn thể", "huyện", "thành phố", "thị xã", "quận", "xã", "phường", "thị trấn",
        "đặc khu", "hội", "hiệp hội",
        "doanh nghiệp", "các", "cá nhân", "trường", "viện", "ubnd các", "ủy ban nhân dân các", "ubnd cấp", "ủy ban nhân dân cấp", "ubnd huyện,", "cấp",
        "chủ đầu tư",
        "nhà đầu tư", "chính quyền", "nhà khoa học", "hợp tác xã", "cơ sở", "người dân", "phòng", "bộ", "công ty", "ngân hàng", "trung tâm", "hộ",
        "mặt trận", "liên quan");

    /// <summary>Between "giao" and the body, or before a body in a list: the person stands for the body.</summary>
    public static readonly Phrases Heads = new(
        "đồng chí", "giám đốc", "thủ trưởng", "chủ tịch", "trưởng ban", "cục trưởng", "lãnh đạo", "tổng giám đốc", "chánh", "đại diện", "người đứng đầu",
        "ông", "bà");

    /// <summary>The committees that "các" distributes over places: "UBND các huyện: A, B và thành phố C".</summary>
    public static readonly Phrases Committees = new("UBND", "Ủy ban nhân dân", "UBND cấp huyện", "UBND cấp xã");

    public static readonly Phrases PlaceUnits = new("huyện", "thành phố", "thị xã", "xã", "phường", "đặc khu", "thị trấn", "quận", "TP", "TX");

    /// <summary>With these a label's text names no body.</summary>
    public static readonly Phrases NoNames = new(
        "theo", "như", "không", "chưa", "khi", "thường xuyên", "hằng", "hàng", "trong", "trước", "sau", "từ", "đến", "quý", "tháng", "năm", "có", "số", "kế hoạch",
        "quyết định", "nghị quyết", "đề án", "dự án", "chương trình", "văn bản", "nhân dân", "trung ương", "nước", "nhà nước", "nhà trường", "người", "xã hội");

    public static readonly Phrases Ands = new("và", "cùng", "cùng với", "với", "&");
}
