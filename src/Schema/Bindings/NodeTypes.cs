namespace KGPlanGraph.Schema.Bindings;

/// <summary>The types with a global id.</summary>
internal sealed class NodeTypes(IReadOnlyList<TypeBinding> types)
{
    private readonly Dictionary<string, TypeBinding> byName = types.ToDictionary(type => type.TypeName);

    public IReadOnlyList<TypeBinding> All => types;

    /// <summary>The type of a name; null for one without a global id.</summary>
    public TypeBinding? Find(string name) => byName.GetValueOrDefault(name);
}
