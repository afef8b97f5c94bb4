using System.Text;

namespace KGPlanGraph.Tests.PlanDocuments.Files;

/// <summary>What Word shows is what is read.</summary>
public sealed class WordFileTests
{
    private const string Outline =
        $"""
        <w:numbering xmlns:w="{PlanFiles.W}"><w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3."/></w:lvl>
          <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
          <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
          <w:lvl w:ilvl="5"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%6"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="3"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
        </w:numbering>
        """;

    [Fact]
    public void Numbers_that_Word_counts_are_written_out()
    {
        var body = string.Concat(
            Item(0, "Một"), Item(1, "Hai"), Item(2, "Ba"), Item(3, "Bốn"), Item(3, "Năm"), Item(4, "Gạch"), Item(2, "Sáu"), Item(3, "Bảy"), Item(0, "Tám"),
            Item(1, "Chín"), Item(5, "Mười"), Item(3, "Nối", list: 2), Item(3, "Tiếp", list: 2), Item(0, "Không", list: 0));

        Assert.Equal(
            ["I. Một", "1. Hai", "1.1. Ba", "a) Bốn", "b) Năm", "- Gạch", "1.2. Sáu", "a) Bảy", "II. Tám", "1. Chín", "2.1.1 Mười", "c) Nối", "d) Tiếp", "Không"],
            Lines(PlanFiles.WordOf(body, Outline)));
    }

    [Fact]
    public void Headings_and_lists_of_styles_count()
    {
        const string Styles =
            $"""
            <w:styles xmlns:w="{PlanFiles.W}">
              <w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục"/><w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
              <w:style w:type="paragraph" w:styleId="MucCon"><w:name w:val="Mục con"/><w:basedOn w:val="Muc"/><w:rPr><w:b/></w:rPr></w:style>
              <w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
            </w:styles>
            """;
        var body = P("Mục lục … 3", "<w:pStyle w:val=\"TOC1\"/>") + P("Nhiệm vụ", "<w:pStyle w:val=\"Muc\"/>") + P("Tổ chức", "<w:pStyle w:val=\"MucCon\"/>");

        Assert.Equal(["## I. Nhiệm vụ", "## II. Tổ chức"], Lines(PlanFiles.WordOf(body, Outline, Styles)));
    }

    [Fact]
    public void Tracked_changes_count_as_accepted()
    {
        const string Body =
            """
            <w:p><w:r><w:t xml:space="preserve">a) Giao </w:t></w:r><w:del w:id="1"><w:r><w:delText>Sở Xây dựng</w:delText></w:r></w:del>
              <w:ins w:id="2"><w:r><w:t>Sở Công Thương</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> chủ trì</w:t></w:r></w:p>
            <w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">b) Phần đầu </w:t></w:r></w:p>
            <w:p><w:r><w:t>và phần cuối</w:t></w:r></w:p>
            <w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr><w:del w:id="5"><w:r><w:delText>c) Bỏ</w:delText></w:r></w:del></w:p>
            <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>d) Còn</w:t></w:r></w:p>
            """;

        Assert.Equal(["a) Giao Sở Công Thương chủ trì", "b) Phần đầu và phần cuối", "d) Còn"], Lines(PlanFiles.WordOf(Body)));
    }

    [Fact]
    public void Fields_give_their_results_and_notes_are_left_out()
    {
        const string Body =
            """
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \@ "d"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>
              <w:r><w:t>15/6/2022</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
              <w:fldSimple w:instr="REF x"><w:r><w:t xml:space="preserve"> và Đề án</w:t></w:r></w:fldSimple></w:p>
            <w:p><w:r><w:t>Số: 12</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:tab/><w:t>Rạch Giá</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>
            """;

        Assert.Equal(["15/6/2022 và Đề án", "Số: 12-KH\tRạch Giá", "dòng hai"], Lines(PlanFiles.WordOf(Body)));
    }

    [Fact]
    public void Tables_become_tables_and_what_spans_rows_stands_in_each()
    {
        const string Body =
            """
            <w:tbl>
              <w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>TT</w:t></w:r></w:p></w:tc>
                <w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Nhiệm vụ</w:t></w:r></w:p></w:tc>
                <w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Cơ quan</w:t></w:r></w:p></w:tc></w:tr>
              <w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>
                <w:tc><w:p><w:r><w:t>Chủ trì</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Phối hợp</w:t></w:r></w:p></w:tc></w:tr>
              <w:tr><w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr><w:p><w:r><w:t>I. Hạ tầng</w:t></w:r></w:p></w:tc></w:tr>
              <w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Làm A|B</w:t></w:r></w:p><w:p><w:r><w:t>và C</w:t></w:r></w:p></w:tc>
                <w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Sở Công Thương</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>
              <w:tr><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Làm D</w:t></w:r></w:p></w:tc>
                <w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>Sở Tài chính</w:t></w:r></w:p></w:tc></w:tr>
            </w:tbl>
            """;

        Assert.Equal(
            ["| TT | Nhiệm vụ | Chủ trì | Phối hợp |", "| --- | --- | --- | --- |", "| I. Hạ tầng |  |  |  |", "| 1 | Làm A\\|B<br>và C | Sở Công Thương |  |",
                "| 2 | Làm D | Sở Công Thương | Sở Tài chính |"],
            Lines(PlanFiles.WordOf(Body)));
    }

    [Fact]
    public void A_letterhead_in_a_table_is_read_column_by_column()
    {
        const string Body =
            """
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>ỦY BAN NHÂN DÂN</w:t></w:r></w:p><w:p><w:r><w:t>TỈNH KIÊN GIANG</w:t></w:r></w:p></w:tc>
              <w:tc><w:p><w:r><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r></w:p></w:tc></w:tr>
              <w:tr><w:tc><w:p><w:r><w:t>Số: 63/KH-UBND</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Kiên Giang, ngày 18 tháng 3 năm 2022</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            """;

        Assert.Equal(
            ["ỦY BAN NHÂN DÂN", "TỈNH KIÊN GIANG", "Số: 63/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kiên Giang, ngày 18 tháng 3 năm 2022"],
            Lines(PlanFiles.WordOf(Body)));
    }

    [Fact]
    public void A_list_of_a_web_page_has_its_numbers()
    {
        const string Html = "<ol type=I start=2><li>Hai<ol type=a><li>một<li value=4>bốn</ol><li>Ba</ol><ul><li>gạch</ul><p><del>bỏ</del><b>Đậm</b> nhạt</p>";

        Assert.Equal(["II. Hai", "a) một", "d) bốn", "III. Ba", "- gạch", "Đậm nhạt"], Lines(Encoding.UTF8.GetBytes(Html), "list.html"));
    }

    [Fact]
    public void A_table_of_a_web_page_is_a_table()
    {
        const string Html = "<table><tr><th rowspan=2>TT<th rowspan=2>Nhiệm vụ<th colspan=2>Cơ quan<tr><th>Chủ trì<th>Phối hợp<tr><td>1<td>A<td rowspan=2>X<td>Y<tr><td>2<td>B<td>Z</table>";

        Assert.Equal(
            ["| TT | Nhiệm vụ | Chủ trì | Phối hợp |", "| --- | --- | --- | --- |", "| 1 | A | X | Y |", "| 2 | B | X | Z |"], Lines(Encoding.UTF8.GetBytes(Html), "a.htm"));
    }

    private static string[] Lines(byte[] file, string? name = "a.docx") =>
        PlanFiles.Text(file, name).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Item(int level, string text, int list = 1) =>
        P(text, $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");

    private static string P(string text, string properties) => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";
}
