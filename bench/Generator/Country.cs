using System.Globalization;
using System.Text.Json;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Bench.Generator;

/// <summary>The registers that plans refer to: 63 provinces with their departments, districts, legal documents and investment items.</summary>
internal sealed class Country(Tables tables)
{
    /// <summary>When the registers were entered.</summary>
    public static readonly DateTime Entered = new(2021, 1, 4, 1, 0, 0, DateTimeKind.Utc);

    private static readonly (string Code, string Name, AgencyKind Kind)[] Central =
    [
        ("CP", "Chính phủ", AgencyKind.Government),
        ("BCT", "Bộ Công Thương", AgencyKind.Ministry),
        ("BKHDT", "Bộ Kế hoạch và Đầu tư", AgencyKind.Ministry),
        ("BTC", "Bộ Tài chính", AgencyKind.Ministry),
        ("BGTVT", "Bộ Giao thông vận tải", AgencyKind.Ministry),
        ("EVN", "Tập đoàn Điện lực Việt Nam", AgencyKind.StateCorporation),
        ("EVNSPC", "Tổng công ty Điện lực miền Nam", AgencyKind.StateCorporation),
        ("VCCI", "Liên đoàn Thương mại và Công nghiệp Việt Nam", AgencyKind.Association),
    ];

    // The earlier ones lead more: what industry plans ask falls on few departments.
    private static readonly (string Code, string Name, AgencyKind Kind)[] Departments =
    [
        ("SCT", "Sở Công Thương", AgencyKind.ProvincialDepartment),
        ("SKHDT", "Sở Kế hoạch và Đầu tư", AgencyKind.ProvincialDepartment),
        ("BQLKKT", "Ban Quản lý Khu kinh tế", AgencyKind.ManagementBoard),
        ("STNMT", "Sở Tài nguyên và Môi trường", AgencyKind.ProvincialDepartment),
        ("SNNPTNT", "Sở Nông nghiệp và Phát triển nông thôn", AgencyKind.ProvincialDepartment),
        ("SKHCN", "Sở Khoa học và Công nghệ", AgencyKind.ProvincialDepartment),
        ("SLDTBXH", "Sở Lao động - Thương binh và Xã hội", AgencyKind.ProvincialDepartment),
        ("SXD", "Sở Xây dựng", AgencyKind.ProvincialDepartment),
        ("SGTVT", "Sở Giao thông vận tải", AgencyKind.ProvincialDepartment),
        ("STTTT", "Sở Thông tin và Truyền thông", AgencyKind.ProvincialDepartment),
        ("STC", "Sở Tài chính", AgencyKind.ProvincialDepartment),
        ("SNV", "Sở Nội vụ", AgencyKind.ProvincialDepartment),
        ("SVHTT", "Sở Văn hóa và Thể thao", AgencyKind.ProvincialDepartment),
        ("STP", "Sở Tư pháp", AgencyKind.ProvincialDepartment),
        ("SDL", "Sở Du lịch", AgencyKind.ProvincialDepartment),
    ];

    private static readonly string[] Districts =
    [
        "Châu Thành", "Tân Hiệp", "Giồng Riềng", "Gò Quao", "An Biên", "An Minh", "Vĩnh Thuận", "Hòn Đất", "Kiên Lương", "Phú Tân", "Long Hồ",
    ];

    private long lastAgency;
    private long lastLocality;

    /// <summary>What a province's plans refer to.</summary>
    public List<Province> Provinces { get; } = [];

    /// <summary>Legal documents, as many as there are ids from 1.</summary>
    public int LegalDocuments { get; } = 900;

    public void Write()
    {
        foreach (var (code, name, kind) in Central)
        {
            Agency(code, name, kind, null);
        }

        for (var number = 0; number < ProvinceNames.All.Count; number++)
        {
            Provinces.Add(Write(number + 1, ProvinceNames.All[number]));
        }

        WriteLegalDocuments();
        WriteInvestmentItems();
    }

    private Province Write(int number, string name)
    {
        var suffix = number.ToString("D2", CultureInfo.InvariantCulture);
        var province = Locality(suffix, name, LocalityKind.Province, null);
        List<long> districts = [];
        for (var district = 0; district < Districts.Length; district++)
        {
            var kind = district == 0 ? LocalityKind.City : LocalityKind.District;
            districts.Add(Locality($"{suffix}{district + 1:D2}", Districts[district], kind, province));
        }

        var committee = Agency($"UBNDT-{suffix}", $"Ủy ban nhân dân tỉnh {name}", AgencyKind.ProvincialPeoplesCommittee, null);
        List<long> departments = [];
        foreach (var (code, title, kind) in Departments)
        {
            departments.Add(Agency($"{code}-{suffix}", $"{title} tỉnh {name}", kind, committee));
        }

        foreach (var district in Districts)
        {
            departments.Add(Agency(
                $"UBNDH-{suffix}-{departments.Count:D2}", $"Ủy ban nhân dân huyện {district}", AgencyKind.DistrictPeoplesCommittee, committee));
        }

        return new Province(number, name, committee, departments, districts);
    }

    private long Agency(string code, string name, AgencyKind kind, long? parent)
    {
        string[] aliases = kind == AgencyKind.ProvincialDepartment ? [name[..name.IndexOf(" tỉnh ", StringComparison.Ordinal)]] : [];
        tables.Agencies.Row(
            ++lastAgency, code, name, VietnameseOrder.Of(name), null, (short)kind, parent, Json(aliases),
            SearchFolding.FoldAll([code, name, .. aliases]), 1, Entered, Entered);
        return lastAgency;
    }

    private long Locality(string code, string name, LocalityKind kind, long? parent)
    {
        tables.Localities.Row(++lastLocality, code, name, VietnameseOrder.Of(name), (short)kind, parent, 1);
        return lastLocality;
    }

    private void WriteLegalDocuments()
    {
        string[] kinds = ["NQ-CP", "QĐ-TTg", "CTr/TU", "NQ/TU", "QĐ-UBND", "KH-UBND"];
        for (var id = 1; id <= LegalDocuments; id++)
        {
            var kind = kinds[id % kinds.Length];
            tables.LegalDocuments.Row(
                (long)id, $"{(id * 7 % 480) + 1}-{kind}", $"{Texts.LegalTitle(id)}", new DateOnly(2018 + (id % 8), 1 + (id % 12), 1 + (id % 28)),
                id % 3 == 0 ? (long?)1 : null, 1);
        }
    }

    private void WriteInvestmentItems()
    {
        long id = 0;
        foreach (var province in Provinces)
        {
            for (var number = 1; number <= 30; number++)
            {
                var (kind, prefix) = number switch
                {
                    <= 5 => (InvestmentItemKind.IndustrialZone, "KCN"),
                    <= 12 => (InvestmentItemKind.IndustrialCluster, "CCN"),
                    _ => (InvestmentItemKind.InvestmentProject, "DA"),
                };
                var code = $"{prefix}-{province.Number:D2}-{number:D2}";
                var name = $"{Texts.ItemName(kind)} {Districts[number % Districts.Length]} {1 + (number % 3)}, {province.Name}";
                tables.InvestmentItems.Row(
                    ++id, (short)kind, code, name, VietnameseOrder.Of(name), (short)(number % 5), province.Departments[number % 3], 40.0 + (number * 6.5),
                    500_000_000_000L * number, number % 2 == 0, null, kind == InvestmentItemKind.IndustrialZone ? $"giai đoạn {1 + (number % 2)}" : null,
                    kind == InvestmentItemKind.IndustrialZone ? number * 3.5 : null, null, false,
                    kind == InvestmentItemKind.InvestmentProject ? (short)(number % 7) : null, SearchFolding.FoldAll([code, name]), 1, Entered, Entered);
                tables.ItemLocalities.Row(id, province.Districts[number % province.Districts.Count], 1);
                province.Items.Add(id);
            }
        }
    }

    /// <summary>A list as the tables hold it.</summary>
    public static string Json(IReadOnlyList<string> values) => JsonSerializer.Serialize(values, Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
