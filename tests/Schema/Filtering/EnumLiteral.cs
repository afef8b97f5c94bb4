namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>An enum member in an input: a bare name in a document, a string in variables.</summary>
internal sealed record EnumLiteral(string Name);
