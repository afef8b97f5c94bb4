namespace KGPlanGraph.Persistence.PlanDocuments.Text;

/// <summary>A word or a sign of a passage.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last.</param>
/// <param name="Key">What it is compared by: lower case, the tone at the end, so that "Ủy" and "Uỷ" are one.</param>
/// <param name="IsWord">Letters or digits.</param>
/// <param name="IsUpper">Begins with a capital.</param>
/// <param name="Breaks">First of a paragraph or a sub-bullet: nothing reaches over it.</param>
internal readonly record struct Token(int Start, int End, string Key, bool IsWord, bool IsUpper, bool Breaks);
