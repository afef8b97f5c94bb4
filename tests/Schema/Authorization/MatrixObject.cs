using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>An object of the test's world with what decides who sees it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Type">Its GraphQL type.</param>
/// <param name="Key">Its row.</param>
/// <param name="Plan">The plan that it belongs to, by its state.</param>
/// <param name="History">For each change of it, whether everybody saw it afterwards.</param>
internal sealed record MatrixObject(string Name, string Type, long Key, PlanStatus Plan, params bool[] History)
{
    /// <summary>Of a report or an amendment.</summary>
    public string? Status { get; init; }

    /// <summary>Of a report or an amendment: whose it is.</summary>
    public string? Agency { get; init; }

    /// <summary>Of a report or an amendment: who leads its task.</summary>
    public string? TaskLead { get; init; }

    /// <summary>Of a report or an amendment: who is assigned to its task; null where all agencies of the register are.</summary>
    public IReadOnlyList<string>? TaskAgencies { get; init; }

    public string Id => new GlobalId(Type, Key).ToString();
}
