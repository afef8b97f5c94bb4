namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Ends the reading of a file for a reason that whoever sent it can act on.</summary>
internal sealed class FileRefusedException(Wording reason, Exception? cause = null) : Exception(reason.English, cause)
{
    public Wording Reason { get; } = reason;
}

/// <summary>What is said of files that cannot be read: one sentence each, with the way out.</summary>
internal static class FileRefusals
{
    public static readonly Wording TooLarge = new(
        "The file is larger than 20 MiB; remove pictures and attachments from it.", "Tệp lớn hơn 20 MiB; hãy bỏ hình ảnh và phần đính kèm.");

    public static readonly Wording TooLong = new(
        "The file holds more than 1,000,000 characters of text; import its parts as plans of their own.",
        "Tệp chứa hơn 1.000.000 ký tự; hãy nhập từng phần thành kế hoạch riêng.");

    public static readonly Wording TooComplex = new(
        "The file unpacks to far more than a plan holds, or nests too deep; save it again from Word or LibreOffice.",
        "Tệp giải nén ra quá lớn hoặc lồng quá sâu so với một kế hoạch; hãy lưu lại bằng Word hoặc LibreOffice.");

    public static readonly Wording Empty = new(
        "The file holds no text; look whether it is the right one, and save it again from the program that made it.",
        "Tệp không có chữ nào; hãy kiểm tra đúng tệp chưa, rồi lưu lại từ chương trình đã tạo ra nó.");

    public static readonly Wording OldWord = new(
        "Word files of the old format (.doc) are not read; convert the file first: soffice --headless --convert-to docx file.doc",
        "Không đọc tệp Word định dạng cũ (.doc); hãy chuyển đổi trước: soffice --headless --convert-to docx file.doc");

    public static readonly Wording RichText = new(
        "RTF files are not read; convert the file first: soffice --headless --convert-to docx file.rtf",
        "Không đọc tệp RTF; hãy chuyển đổi trước: soffice --headless --convert-to docx file.rtf");

    public static readonly Wording Archive = new(
        "The file is an archive without a Word document in it; unpack it, or convert it first: soffice --headless --convert-to docx file.odt",
        "Tệp là gói nén không chứa văn bản Word; hãy giải nén, hoặc chuyển đổi trước: soffice --headless --convert-to docx file.odt");

    public static readonly Wording Encrypted = new(
        "The file is protected with a password; save it without one and import that.", "Tệp được bảo vệ bằng mật khẩu; hãy lưu bản không có mật khẩu rồi nhập.");

    public static readonly Wording Broken = new(
        "The file is damaged or incomplete; open it in the program that made it, save it again, and import that.",
        "Tệp bị hỏng hoặc không đầy đủ; hãy mở bằng chương trình đã tạo ra nó, lưu lại rồi nhập.");

    public static readonly Wording Scan = new(
        "The PDF holds pictures of pages and no text (a scan); import the file that was printed, or add a text layer first: ocrmypdf -l vie scan.pdf text.pdf",
        "Tệp PDF chỉ có ảnh trang, không có chữ (bản quét); hãy nhập tệp gốc, hoặc nhận dạng chữ trước: ocrmypdf -l vie scan.pdf text.pdf");

    public static readonly Wording NoText = new(
        "The file is neither text nor Word (.docx), PDF or HTML; save it as one of these; text must be in UTF-8, in UTF-16 with a byte order mark, or in Windows-1258.",
        "Tệp không phải văn bản thuần, Word (.docx), PDF hay HTML; hãy lưu lại thành một trong các loại này; văn bản thuần phải dùng mã UTF-8, UTF-16 có BOM, hoặc Windows-1258.");

    public static readonly Wording AssumedEncoding = new(
        "The file is not UTF-8 and was read as Windows-1258; look whether its letters are right, or save it as UTF-8.",
        "Tệp không phải UTF-8 nên được đọc theo mã Windows-1258; hãy kiểm tra dấu tiếng Việt, hoặc lưu lại bằng UTF-8.");
}
