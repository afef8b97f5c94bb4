using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>The words around a date that make it a deadline.</summary>
internal static class DeadlineWords
{
    /// <summary>Read backwards from the date, these belong to the phrase.</summary>
    public static readonly Phrases Lead = new(
        "hoàn thành", "hoàn thiện", "hoàn tất", "xong", "thực hiện xong", "kết thúc", "trong", "vào", "trước", "đến", "hết", "đến hết", "cuối", "chậm nhất",
        "muộn nhất", "là",
        "không quá", "trước hết", "ngày", "hạn chót", "trễ nhất", "và", "đầu", "giữa", "từ", "kể từ", "khoảng", "sau", "tính", "trong vòng", "trong thời hạn", "bắt đầu", "triển khai từ", "định kỳ", "các",
        "hạn cuối", "hạn cuối cùng", "trước thời điểm", "đúng", "dự kiến", "không muộn hơn", "không chậm hơn", "không trễ hơn", "tới", "tới hết", "cả", "dịp", "tuần đầu", "tuần cuối", "tuần thứ", "tuần thứ nhất", "tuần thứ hai", "tuần thứ ba", "tuần thứ tư", "tuần thứ 1", "tuần thứ 2", "tuần thứ 3", "tuần thứ 4", "tuần", "tuần lễ");

    /// <summary>One of these must be among them for a quarter or month.</summary>
    public static readonly Phrases PeriodTriggers = new(
        "hoàn thành", "hoàn thiện", "hoàn tất", "xong", "kết thúc", "trong", "vào", "đến", "hết", "cuối", "chậm nhất", "muộn nhất", "không quá", "trễ nhất",
        "trước", "đầu", "giữa", "hạn chót", "hạn cuối", "hạn cuối cùng", "không muộn hơn", "không chậm hơn", "không trễ hơn", "tới", "dự kiến", "đúng");

    /// <summary>One of these must be among them for a plain date.</summary>
    public static readonly Phrases DateTriggers = new(
        "hoàn thành", "hoàn tất", "xong", "kết thúc", "vào", "trong", "đến", "hết", "chậm nhất", "muộn nhất", "không quá", "trễ nhất", "hạn chót",
        "hạn cuối", "hạn cuối cùng", "không muộn hơn", "không chậm hơn", "không trễ hơn", "tới", "dự kiến", "đúng");

    /// <summary>Behind one of these "30/6" is a date and no fraction.</summary>
    public static readonly Phrases Latest = new(
        "chậm nhất", "muộn nhất", "trễ nhất", "hạn chót", "hạn cuối", "hạn cuối cùng", "không muộn hơn", "không chậm hơn", "không trễ hơn", "dịp");

    /// <summary>A time is expected behind these.</summary>
    public static readonly Phrases Due = new(
        "hoàn thành", "hoàn tất", "xong", "kết thúc", "chậm nhất", "muộn nhất", "trễ nhất", "không muộn hơn", "không chậm hơn", "không trễ hơn", "hạn chót", "hạn cuối", "trước ngày",
        "trước tháng", "trước quý", "trước tuần", "dự kiến vào", "dự kiến trong");

    /// <summary>Which part of a unit of time.</summary>
    public static readonly Phrases Parts = new("đầu", "cuối", "giữa", "thứ", "sau", "tới", "trước");

    /// <summary>"số liệu tính đến ngày 31/12" is a state, and nothing is due.</summary>
    public static readonly Phrases AsOf = new("tính đến", "tính tới", "tính đến hết");

    /// <summary>What a time is made of.</summary>
    public static readonly Phrases Units = new("ngày", "tuần", "tháng", "quý", "quí", "năm", "học kỳ", "nửa", "Q", "T");

    public static readonly Phrases Finishing = new("hoàn thành", "hoàn tất", "xong", "kết thúc", "chậm nhất", "muộn nhất", "trễ nhất", "không muộn hơn", "không chậm hơn", "không trễ hơn");

    /// <summary>These before a period leave open which day is meant.</summary>
    public static readonly Phrases Vague = new(
        "đầu", "giữa", "khoảng", "sau", "tuần đầu", "tuần cuối", "tuần thứ nhất", "tuần thứ hai", "tuần thứ ba", "tuần thứ tư", "tuần thứ 1", "tuần thứ 2", "tuần thứ 3", "tuần thứ 4");

    /// <summary>These say when something begins.</summary>
    public static readonly Phrases Beginnings = new("từ", "kể từ", "sau", "tính");

    public static readonly Phrases Before = new("trước");

    public static readonly Phrases FirstOfAll = new("trước hết");

    public static readonly Phrases Day = new("ngày");

    /// <summary>Labels of deadlines: "Thời gian hoàn thành: Quý II/2022".</summary>
    public static readonly Phrases Labels = new(
        "thời gian", "thời gian hoàn thành", "thời gian thực hiện", "tiến độ", "tiến độ thực hiện", "tiến độ hoàn thành", "thời hạn", "thời hạn hoàn thành",
        "hoàn thành",
        "thời gian trình", "thời gian kết thúc", "thời gian ban hành", "thời hạn trình", "thời gian báo cáo", "thời điểm hoàn thành", "thời gian, tiến độ", "hạn hoàn thành", "thời hạn thực hiện",
        "hạn", "hạn chót", "hạn cuối", "hạn cuối cùng", "hạn nộp", "hạn gửi", "hạn trình", "hạn báo cáo", "thời hạn nộp", "thời hạn gửi", "thời hạn báo cáo", "mốc thời gian",
        "mốc hoàn thành", "thời điểm", "dự kiến hoàn thành", "dự kiến thời gian", "ngày hoàn thành", "tháng hoàn thành", "quý hoàn thành", "kỳ hạn", "chậm nhất", "deadline", "TG", "TGHT");

    /// <summary>These stand directly before a time without a colon.</summary>
    public static readonly Phrases Names = new(
        "thời hạn", "thời gian", "tiến độ", "thời gian hoàn thành", "thời hạn hoàn thành", "thời gian thực hiện", "tiến độ hoàn thành", "thời điểm", "hạn hoàn thành", "hạn nộp",
        "hạn gửi", "thời hạn nộp", "thời hạn gửi", "deadline", "mốc thời gian");

    /// <summary>Words of time without a day, where they stand by themselves.</summary>
    public static readonly Phrases NoDay = new(
        "ngay sau khi", "ngay sau", "sau khi", "trong thời gian sớm nhất", "trong thời gian tới", "thời gian tới", "trong thời gian nhanh nhất", "quý sau", "tháng sau",
        "năm sau", "tháng tới", "quý tới", "năm tới", "trong quý tới", "trong tháng tới", "những tháng cuối năm", "các tháng cuối năm", "đầu năm", "giữa năm",
        "trước Tết", "sau Tết", "trong tuần", "đầu năm sau", "vào đầu năm", "đầu năm tới", "dịp đầu năm", "vào dịp", "cuối tháng", "đầu tháng", "giữa tháng",
        "cuối quý", "đầu quý", "hằng tuần", "hàng tuần", "mỗi tuần", "theo tiến độ", "hai năm một lần", "hai năm/lần",
        "ba năm một lần", "năm năm một lần", "nửa năm một lần");

    /// <summary>"6 tháng một lần"</summary>
    public static readonly Phrases Once = new("một lần", "1 lần", "/lần", "/ lần", "/1 lần", "01 lần");

    /// <summary>"02 lần/năm": how often within a year.</summary>
    public static readonly Phrases TimesAYear = new("lần/năm", "lần / năm", "lần/1 năm", "lần trong năm", "lần một năm", "lần mỗi năm", "lần trong một năm");

    public static readonly Phrases TimesOf = new("lần");

    public static readonly Phrases FirstHalf = new("nửa đầu năm", "nửa năm đầu", "nửa đầu của năm", "6T đầu năm", "06T đầu năm", "sáu tháng đầu năm", "sáu tháng đầu của năm");

    public static readonly Phrases SecondHalf = new(
        "nửa cuối năm", "nửa năm cuối", "nửa sau năm", "nửa cuối của năm", "nửa sau của năm", "6T cuối năm", "06T cuối năm", "sáu tháng cuối năm", "sáu tháng cuối của năm");

    /// <summary>"trước ngày 15/01 năm sau"</summary>
    public static readonly Phrases NextYear = new(
        "năm sau", "năm tới", "của năm sau", "năm kế tiếp", "của năm kế tiếp", "năm tiếp theo", "của năm tiếp theo", "năm liền kề", "năm sau liền kề", "của năm tới");

    /// <summary>Behind a day: of the time after the one that is reported on.</summary>
    public static readonly Phrases OfNext = new(
        "tháng sau", "của tháng sau", "tháng kế tiếp", "của tháng kế tiếp", "tháng tiếp theo", "của tháng tiếp theo", "tháng liền kề", "tháng sau liền kề", "tháng đầu quý sau",
        "của tháng đầu quý sau", "tháng đầu tiên của quý sau", "của tháng đầu tiên của quý sau", "tháng đầu tiên quý sau", "của tháng đầu tiên quý sau", "của quý sau", "quý sau",
        "tháng đầu của quý sau", "tháng đầu tiên của quý tiếp theo", "tháng đầu quý tiếp theo");

    /// <summary>No year of the calendar: it ends in the middle of one.</summary>
    public static readonly Phrases SchoolYear = new("năm học", "học kỳ", "kỳ học", "niên khóa", "niên học");

    public static readonly Phrases Week = new("tuần", "tuần lễ");

    public static readonly Phrases EachWeek = new("hằng tuần", "hàng tuần", "mỗi tuần", "từng tuần");

    /// <summary>"mỗi 6 tháng"</summary>
    public static readonly Phrases Every = new("mỗi", "cứ", "từng");

    /// <summary>"trong các năm 2023, 2024", "15/12 các năm 2023, 2024"</summary>
    public static readonly Phrases TheYears = new("các năm", "của các năm", "trong các năm", "năm");

    /// <summary>A date behind these is that of a paper, or of what is kept in memory.</summary>
    public static readonly Phrases Papers = new(
        "quyết định", "nghị quyết", "công văn", "văn bản", "thông báo", "chỉ thị", "luật", "bộ luật", "pháp lệnh", "nghị định", "thông tư", "tờ trình", "kết luận", "công điện",
        "hướng dẫn", "quy định", "số", "hiệu lực", "ban hành kèm theo", "kỷ niệm", "chào mừng", "nhân ngày", "nhân dịp", "truyền thống", "đã", "tính đến", "biên bản", "giấy",
        "hợp đồng", "sinh ngày", "căn cứ", "theo");

    /// <summary>What takes place on the day that is named: "tổ chức Hội nghị ngày 20/8/2022".</summary>
    public static readonly Phrases TakesPlace = new(
        "tổ chức", "trình", "khai mạc", "bế mạc", "diễn ra", "họp", "tổng kết", "sơ kết", "báo cáo", "gửi", "khởi công", "khánh thành", "bàn giao", "nghiệm thu", "công bố",
        "ra mắt", "thực hiện", "ban hành", "phát động", "triển khai");
    /// <summary>Before "hằng năm" these say that it is carried out then, not that something is of each year.</summary>
    public static readonly Phrases Doing = new("thực hiện", "tổ chức", "báo cáo", "tiến hành", "triển khai", "rà soát", "tổng kết", "sơ kết", "kiểm tra", "duy trì");

    /// <summary>A law's beginning is no duty's.</summary>
    public static readonly Phrases InForce = new("hiệu lực", "áp dụng", "thi hành");

    /// <summary>Time after time.</summary>
    public static readonly Phrases Each = new(
        "hàng năm", "hằng năm", "hàng tháng", "hằng tháng", "hàng quý", "hằng quý", "mỗi năm", "mỗi tháng", "mỗi quý", "từng năm", "từng quý", "từng tháng");

    public static readonly Phrases EachYear = new("hàng năm", "hằng năm", "mỗi năm", "từng năm");

    public static readonly Phrases EachQuarter = new("hàng quý", "hằng quý", "mỗi quý", "từng quý");

    /// <summary>Behind a day: of which months or quarters it is.</summary>
    public static readonly Phrases OfQuarter = new(
        "của tháng cuối quý", "tháng cuối quý", "tháng cuối của quý", "của tháng cuối mỗi quý", "tháng cuối mỗi quý", "của tháng cuối cùng của quý",
        "của tháng cuối hằng quý", "tháng cuối của mỗi quý", "của tháng cuối của quý");

    public static readonly Phrases OfMonth = new("hằng tháng", "hàng tháng", "mỗi tháng", "của hằng tháng", "của tháng", "của mỗi tháng");

    public static readonly Phrases Regularly = new("định kỳ");

    /// <summary>No day, and nothing to tell.</summary>
    public static readonly Phrases Standing = new("thường xuyên", "liên tục", "khi có yêu cầu", "bắt đầu");

    public static readonly Phrases Stage = new("giai đoạn", "thời kỳ");

    public static readonly Phrases HalfEnds = new("đầu năm", "cuối năm", "đầu năm năm");

    public static readonly Phrases LastHalf = new("cuối năm");

    public static readonly Phrases Working = new("làm việc");

    public static readonly Phrases FromIssue = new(
        "kể từ ngày ban hành", "kể từ ngày ký", "kể từ ngày ký ban hành", "từ ngày ban hành", "từ ngày ký", "sau ngày ban hành", "tính từ ngày ban hành",
        "kể từ ngày kế hoạch", "kể từ khi ban hành", "kể từ ngày được ban hành");

    public static readonly Phrases WithinYear = new("trong", "hết", "cuối", "vào", "cả");

    public static readonly Phrases ThisYear = new("năm nay");

    public static readonly Phrases EndOf = new("cuối", "hết", "đến hết");

    public static readonly Phrases Until = new("đến", "tới", "đến hết", "-");

    public static readonly Phrases UntilWords = new("đến", "tới");

    /// <summary>Before a period these say that something is of it, not due in it.</summary>
    public static readonly Phrases OfTime = new(
        "của", "kết quả", "tình hình", "kế hoạch", "báo cáo", "so với", "cùng kỳ", "từ", "số liệu", "chỉ tiêu", "dự toán", "đợt", "ngân sách", "bản tin", "sau",
        "nghị quyết", "chương trình");

    public static readonly Phrases More = new("và", ",", "và trước", ", trước", "hoặc");

    public static readonly Phrases Hour = new("giờ");
}
