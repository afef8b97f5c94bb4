namespace KGPlanGraph.Schema.Compilation.Input;

/// <summary>A coerced enum value.</summary>
/// <param name="Name">As in the schema.</param>
/// <param name="Position">Its place in the enum's declaration, from 0; what the database stores.</param>
public readonly record struct EnumValue(string Name, short Position);
