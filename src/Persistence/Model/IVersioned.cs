namespace KGPlanGraph.Persistence.Model;

/// <summary>An object whose version grows by one with each transaction that changes it; the version is its concurrency token.</summary>
public interface IVersioned
{
    long Id { get; }

    int Version { get; set; }
}
