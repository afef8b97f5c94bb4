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
        "hạn cuối", "hạn cuối cùng", "trước thời điểm", "không muộn hơn", "không chậm hơn", "không trễ hơn", "tới", "tới hết", "cả", "dịp", "tuần đầu", "tuần cuối", "tuần thứ", "tuần thứ nhất", "tuần thứ hai", "tuần thứ ba", "tuần thứ tư", "tuần thứ 1", "tuần thứ 2", "tuần thứ 3", "tuần thứ 4");

    /// <summary>One of these must be among them for a quarter or month.</summary>
    public static readonly Phrases PeriodTriggers = new(
        "hoàn thành", "hoàn thiện", "hoàn tất", "xong", "kết thúc", "trong", "vào", "đến", "hết", "cuối", "chậm nhất", "muộn nhất", "không quá", "trễ nhất",
        "trước", "đầu", "giữa", "hạn chót", "hạn cuối", "hạn cuối cùng", "không muộn hơn", "không chậm hơn", "không trễ hơn", "tới");

    /// <summary>One of these must be among them for a plain date.</summary>
    public static readonly Phrases DateTriggers = new(
        "hoàn thành", "hoàn tất", "xong", "kết thúc", "vào", "trong", "đến", "hết", "chậm nhất", "muộn nhất", "không quá", "trễ nhất", "hạn chót",
        "hạn cuối", "hạn cuối cùng", "không muộn hơn", "không chậm hơn", "không trễ hơn", "tới");

    /// <summary>Behind one of these "30/6" is a date and no fraction.</summary>
    public static readonly Phrases Latest = new(
        "chậm nhất", "muộn nhất", "trễ nhất", "hạn chót", "hạn cuối", "hạn cuối cùng", "không muộn hơn", "không chậm hơn", "không trễ hơn", "dịp");

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
        "thời gian trình", "thời gian kết thúc", "thời gian ban hành", "thời hạn trình", "thời gian báo cáo", "thời điểm hoàn thành", "thời gian, tiến độ", "hạn hoàn thành", "thời hạn thực hiện");

    /// <summary>These stand directly before a time without a colon.</summary>
    public static readonly Phrases Names = new(
        "thời hạn", "thời gian", "tiến độ", "thời gian hoàn thành", "thời hạn hoàn thành", "thời gian thực hiện", "tiến độ hoàn thành", "thời điểm", "hạn hoàn thành");

    /// <summary>Words of time without a day, where they stand by themselves.</summary>
    public static readonly Phrases NoDay = new(
        "ngay sau khi", "ngay sau", "sau khi", "trong thời gian sớm nhất", "trong thời gian tới", "thời gian tới", "trong thời gian nhanh nhất", "quý sau", "tháng sau",
        "năm sau", "tháng tới", "quý tới", "năm tới", "trong quý tới", "trong tháng tới", "những tháng cuối năm", "các tháng cuối năm", "đầu năm", "giữa năm",
        "trước Tết", "sau Tết", "trong tuần", "đầu năm sau", "vào đầu năm", "đầu năm tới", "dịp đầu năm", "vào dịp", "cuối tháng", "đầu tháng", "giữa tháng",
        "cuối quý", "đầu quý", "hằng tuần", "hàng tuần", "mỗi tuần", "theo tiến độ");

    /// <summary>"6 tháng một lần"</summary>
    public static readonly Phrases Once = new("một lần", "1 lần", "/lần", "/ lần", "/1 lần", "01 lần");

    /// <summary>"02 lần/năm": how often within a year.</summary>
    public static readonly Phrases TimesAYear = new("lần/năm", "lần / năm", "lần/1 năm", "lần trong năm", "lần một năm", "lần mỗi năm", "lần trong một năm");

    public static readonly Phrases TimesOf = new("lần");

    public static readonly Phrases FirstHalf = new("nửa đầu năm", "nửa năm đầu");

    public static readonly Phrases SecondHalf = new("nửa cuối năm", "nửa năm cuối", "nửa sau năm");

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
