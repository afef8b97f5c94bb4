namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>A to-many relation.</summary>
internal sealed record ManyField(string Name, Func<FilterType> Target, Func<object, IEnumerable<object>> Get) : FilterField(Name);
