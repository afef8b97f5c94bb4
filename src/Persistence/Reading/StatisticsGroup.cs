namespace KGPlanGraph.Persistence.Reading;

/// <summary>What tasks are counted by, in the order of the GraphQL enum TaskGroupKey.</summary>
public enum StatisticsGroup
{
    /// <summary>The lead; null for tasks without one.</summary>
    Agency,
    Section,
    Status,
    Timeliness,

    /// <summary>A task counts in every quarter in which it has a deadline; null for tasks without one.</summary>
    DueQuarter,
    DeliverableKind,
}
