namespace KGPlanGraph.Persistence.PlanDocuments.Text;

/// <summary>A closed list of phrases.</summary>
internal sealed class Phrases
{
    private readonly PhraseTree<bool> _tree = new();

    public Phrases(params ReadOnlySpan<string> phrases)
    {
        foreach (string phrase in phrases) _tree.Add(phrase, true);
    }

    /// <summary>Length in tokens of the longest phrase at the place; 0 where there is none.</summary>
    public int At(Passage passage, int at) => _tree.Longest(passage, at).Length;
}
