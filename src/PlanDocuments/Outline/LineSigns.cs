using KGPlanGraph.PlanDocuments.Deadlines;
using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Outline;

/// <summary>What lines of the official layout are known by.</summary>
internal static class LineSigns
{
    private static readonly string[] Types = ["kế hoạch hành động", "kế hoạch", "chương trình hành động", "chương trình", "đề án"];
    private static readonly Phrases Plan = new(Types);
    private static readonly Phrases Decision = new("quyết định");
    private static readonly Phrases Recipients = new("nơi nhận");
    private static readonly Phrases Annex = new("phụ lục", "phụ biểu", "biểu phụ lục", "danh mục kèm theo");
    private static readonly Phrases Lists = new("danh mục", "bảng", "biểu", "phân công nhiệm vụ", "kế hoạch chi tiết", "nhiệm vụ cụ thể");
    private static readonly Phrases Closing = new("trên đây là", "kế hoạch này có hiệu lực", "kế hoạch này thay thế");
    private static readonly Phrases Address = new("căn cứ kế hoạch này", "yêu cầu các", "yêu cầu giám đốc", "yêu cầu thủ trưởng", "đề nghị các",
        "đề nghị thủ trưởng", "đề nghị giám đốc", "ủy ban nhân dân tỉnh yêu cầu", "ubnd tỉnh yêu cầu", "ủy ban nhân dân tỉnh đề nghị",
        "ubnd tỉnh đề nghị", "ngoài các nhiệm vụ");
    private static readonly Phrases Difficulties = new("trong quá trình");
    private static readonly Phrases Grounds = new("căn cứ", "thực hiện", "triển khai", "theo", "xét", "nhằm", "để", "ủy ban nhân dân", "ubnd", "kính gửi");
    private static readonly string[] Hanging = [
        "với", "và", "của", "về", "cho", "tại", "trong", "ngày", "tháng", "quý", "số", "các", "những", "theo", "từ", "đến", "bằng", "để", "do", "là", "trước",
        "hoặc", "cùng", "nhằm", "giao", "Sở", "Bộ", "Ban", "Cục", "UBND", "Tháng", "Quý", "Hội"];

    private static readonly string[] Offices = ["CHỦ TỊCH", "GIÁM ĐỐC", "BÍ THƯ", "CHÁNH VĂN PHÒNG", "TRƯỞNG BAN", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"];
    private static readonly string[] OfficePrefixes = ["TM.", "KT.", "TL.", "TUQ.", "T/M", "K/T"];

    public static bool IsTitle(SourceLine line)
    {
        if (Plan.At(Words(line.Text, 5), 0) == 0)
        {
            return false;
        }

        return line.IsHeading || line.IsBold || Capitals.Words(line.Text).Length >= 5;
    }

    /// <summary>"Kế hoạch phát triển …" in ordinary letters: a title where there is none in capitals.</summary>
    public static bool IsPlainTitle(SourceLine line) => Plan.At(Words(line.Text, 5), 0) > 0 && !line.Text.EndsWith('.') && !line.Text.EndsWith(';');

    /// <summary>"QUYẾT ĐỊNH" above the subject: a plan may stand in its articles.</summary>
    public static bool IsDecision(SourceLine line) =>
        Decision.At(Words(line.Text, 3), 0) > 0 && Capitals.Words(line.Text).Length >= 10 && !line.Text.EndsWith(':');

    /// <summary>The type that a title begins with, in small letters behind the first; null where it begins with none.</summary>
    public static string? TypeOf(string title)
    {
        var type = Types.FirstOrDefault(type => title.StartsWith(type, StringComparison.OrdinalIgnoreCase))
            ?? (title.StartsWith("quyết định", StringComparison.OrdinalIgnoreCase) ? "quyết định" : null);
        return type is null ? null : char.ToUpperInvariant(type[0]) + type[1..];
    }

    /// <summary>A paragraph with which the text between title and sections begins.</summary>
    public static bool StartsPreamble(string text) => Grounds.At(Words(text, 6), 0) > 0;

    public static bool IsRecipients(string text) => Recipients.At(Words(text, 4), 0) > 0;

    public static bool IsAnnex(string text)
    {
        var words = Words(text, 6);
        return Annex.At(words, 0) is > 0 and var length && (Capitals.Are(text[..Math.Min(7, text.Length)]) || (char.IsUpper(text[0]) && IsNumberOrNothing(words, length)));
    }

    /// <summary>"Phụ lục II", "Phụ lục 1. Danh mục": in small letters only its number tells the heading from a sentence.</summary>
    private static bool IsNumberOrNothing(Passage words, int at) =>
        at >= words.Count || (DateReader.Numeral(words, at) is not null && (at + 1 >= words.Count || words.Key(at + 1) is "." or ":" or "-" || words.IsUpper(at + 1)));

    /// <summary>A list in an annex that does not call itself one: "DANH MỤC NHIỆM VỤ", "BẢNG PHÂN CÔNG".</summary>
    public static bool IsList(string text) => Capitals.Are(text) && Lists.At(Words(text, 6), 0) > 0;

    public static bool IsClosing(string text)
    {
        var words = Words(text, 60);
        return Closing.At(words, 0) > 0
            || (Difficulties.At(words, 0) > 0 && (text.Contains("vướng mắc", StringComparison.OrdinalIgnoreCase)
                || text.Contains("phát sinh", StringComparison.OrdinalIgnoreCase) || text.Contains("khó khăn", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A paragraph that turns to all readers: it belongs to the section, not to the item above it.</summary>
    public static bool IsAddress(string text) => Address.At(Words(text, 6), 0) > 0;

    /// <summary>A line of the signature that states an office, alone or with the name behind it.</summary>
    public static bool IsOffice(string text)
    {
        if (OfficePrefixes.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return true;
        }

        var capitals = Capitals.Words(text);
        return capitals.Length > 0 && text.Length < 120 && Offices.Any(office => capitals.Contains(office, StringComparison.Ordinal));
    }

    /// <summary>"…, phối hợp với": a line that cannot end here.</summary>
    public static bool Hangs(string text)
    {
        var word = text[(text.LastIndexOf(' ') + 1)..];
        return text[^1] is ',' or '-' or '–' || Hanging.Contains(word);
    }

    /// <summary>A sub-bullet: a dash, a plus, a dot, or a bracketed small Roman numeral or number.</summary>
    public static bool IsBullet(string text)
    {
        if (text.Length < 2)
        {
            return false;
        }

        if (text[0] is '-' or '–' or '—' or '+' or '•' or '*')
        {
            return true;
        }

        if (text[0] != '(')
        {
            return false;
        }

        var close = text.IndexOf(')', 0, Math.Min(6, text.Length));
        return close > 1 && (MarkerReader.Roman(text.AsSpan(1, close - 1)) > 0 || text.AsSpan(1, close - 1).IndexOfAnyExceptInRange('0', '9') < 0);
    }

    private static Passage Words(string text, int most)
    {
        var end = Math.Min(text.Length, most * 8);
        return new Passage(text[..end]);
    }
}
