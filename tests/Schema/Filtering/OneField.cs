namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>A to-one relation.</summary>
internal sealed record OneField(string Name, Func<FilterType> Target, Func<object, object?> Get) : FilterField(Name);
