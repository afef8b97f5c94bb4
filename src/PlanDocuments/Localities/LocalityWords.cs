using KGPlanGraph.PlanDocuments.Text;

namespace KGPlanGraph.PlanDocuments.Localities;

/// <summary>The unit words before the names of places.</summary>
internal static class LocalityWords
{
    public static readonly PhraseTree<LocalityKind> Units = Tree();

    /// <summary>Before a name without unit word.</summary>
    public static readonly Phrases Places = new("tại", "ở", "địa bàn", "đảo");

    public static readonly Phrases Roads = new("quốc lộ", "tỉnh lộ", "đường tỉnh", "QL", "ĐT", "đường cao tốc", "cao tốc", "hương lộ", "đường");

    public static readonly Phrases Section = new("đoạn");

    public static readonly Phrases And = new("và", ",");

    public static readonly Phrases Of = new("của", "thuộc", ",", "-", "(", "thuộc địa bàn");

    private static PhraseTree<LocalityKind> Tree()
    {
        var tree = new PhraseTree<LocalityKind>();
        foreach ((var unit, var kind) in new[]
        {
            ("tỉnh", LocalityKind.Province), ("thành phố", LocalityKind.City), ("TP", LocalityKind.City), ("TP.", LocalityKind.City),
                ("huyện", LocalityKind.District),
            ("thị xã", LocalityKind.District), ("quận", LocalityKind.District), ("huyện đảo", LocalityKind.District), ("xã", LocalityKind.Commune),
                ("phường", LocalityKind.Commune),
            ("thị trấn", LocalityKind.Commune), ("xã đảo", LocalityKind.IslandCommune),
        })
        {
            tree.Add(unit, kind);
        }

        return tree;
    }
}
