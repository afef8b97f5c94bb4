namespace KGPlanGraph.Tests.Support;

/// <summary>For tests that hold a promise about time: they run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedCollection
{
    public const string Name = "Timed";
}
