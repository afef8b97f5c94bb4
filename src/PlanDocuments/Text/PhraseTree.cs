namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Finds the longest of many phrases at a place of a passage in time that depends on the phrase alone.</summary>
internal sealed class PhraseTree<T>
{
    private readonly Node root = new();

    public void Add(string phrase, T value)
    {
        var node = root;
        foreach (var token in new Passage(phrase).Tokens)
        {
            if (!node.Next.TryGetValue(token.Key, out var next))
            {
                node.Next.Add(token.Key, next = new Node());
            }

            node = next;
        }

        node.Value ??= [];
        if (!node.Value.Contains(value))
        {
            node.Value.Add(value);
        }
    }

    /// <summary>The values of the longest phrase at <paramref name="at"/> and its length in tokens; 0 where there is none.</summary>
    public (IReadOnlyList<T> Values, int Length) Longest(Passage passage, int at) => Walk(root, passage, at, 0);

    /// <summary>The same, where the word <paramref name="first"/> is understood before the place ("các Sở: Tài chính, Xây dựng").</summary>
    public (IReadOnlyList<T> Values, int Length) LongestAfter(string first, Passage passage, int at) =>
        root.Next.TryGetValue(first, out var node) ? Walk(node, passage, at, 0) : ([], 0);

    private static (IReadOnlyList<T> Values, int Length) Walk(Node node, Passage passage, int at, int depth)
    {
        (IReadOnlyList<T>, int) longest = ([], 0);
        while (at + depth < passage.Count && (depth == 0 || !passage.Breaks(at + depth)) && node.Next.TryGetValue(passage.Key(at + depth), out var next))
        {
            node = next;
            depth++;
            if (node.Value is not null)
            {
                longest = (node.Value, depth);
            }
        }

        return longest;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = [];

        public List<T>? Value { get; set; }
    }
}
