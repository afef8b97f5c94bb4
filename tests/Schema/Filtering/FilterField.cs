namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>A field of a filter input, as the contract names it, and what it means over objects.</summary>
internal abstract record FilterField(string Name);
