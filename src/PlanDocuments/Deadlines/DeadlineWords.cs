using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Deadlines;

/// <summary>The words around a date that make it a deadline.</summary>
internal static class DeadlineWords
{
    /// <summary>Read backwards from the date, these belong to the phrase.</summary>
    public static readonly Phrases Lead = new(
        "hoàn thành", "hoàn thiện", "hoàn tất", "xong", "thực hiện xong", "kết thúc", "trong", "vào", "trước", "đến", "hết", "đến hết", "cuối", "chậm nhất",
        "muộn nhất", "là",
        "không quá", "trước hết", "ngày", "hạn chót", "trễ nhất", "và", "đầu", "giữa", "từ", "kể từ", "khoảng", "sau", "tính");

    /// <summary>One of these must be among them for a quarter or month.</summary>
    public static readonly Phrases PeriodTriggers = new(
        "hoàn thành", "hoàn thiện", "hoàn tất", "xong", "kết thúc", "trong", "vào", "đến", "hết", "cuối", "chậm nhất", "muộn nhất", "không quá", "trễ nhất",
        "trước", "đầu", "giữa", "hạn chót");

    /// <summary>One of these must be among them for a plain date.</summary>
    public static readonly Phrases DateTriggers = new(
        "hoàn thành", "hoàn tất", "xong", "kết thúc", "vào", "đến", "hết", "chậm nhất", "muộn nhất", "không quá", "trễ nhất", "hạn chót");

    public static readonly Phrases Finishing = new("hoàn thành", "hoàn tất", "xong", "kết thúc", "chậm nhất", "muộn nhất", "trễ nhất");

    /// <summary>These before a period leave open which day is meant.</summary>
    public static readonly Phrases Vague = new("đầu", "giữa", "trước", "khoảng", "sau");

    /// <summary>These say when something begins.</summary>
    public static readonly Phrases Beginnings = new("từ", "kể từ", "sau", "tính");

    public static readonly Phrases Before = new("trước");

    public static readonly Phrases FirstOfAll = new("trước hết");

    public static readonly Phrases Day = new("ngày");

    /// <summary>Labels of deadlines: "Thời gian hoàn thành: Quý II/2022".</summary>
    public static readonly Phrases Labels = new(
        "thời gian", "thời gian hoàn thành", "thời gian thực hiện", "tiến độ", "tiến độ thực hiện", "tiến độ hoàn thành", "thời hạn", "thời hạn hoàn thành",
        "hoàn thành",
        "thời điểm hoàn thành", "thời gian, tiến độ", "hạn hoàn thành", "thời hạn thực hiện");

    /// <summary>Year after year: no single day.</summary>
    public static readonly Phrases Periodic = new("hàng năm", "hằng năm", "hàng tháng", "hằng tháng", "hàng quý", "hằng quý", "mỗi năm", "mỗi tháng",
        "mỗi quý", "các năm", "năm sau",
        "năm nay", "năm tới", "năm trước", "của tháng", "năm liền", "của năm", "cuối quý", "tiếp theo", "năm kế");

    public static readonly Phrases And = new("và", ",", "-", "đến", "hoặc", "hay", "đến hết");

    public static readonly Phrases Hour = new("giờ");
}
