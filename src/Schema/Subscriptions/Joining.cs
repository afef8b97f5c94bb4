namespace KGPlanGraph.Schema.Subscriptions;

/// <summary>What became of an attempt to join a feed.</summary>
internal enum Joining
{
    Joined,

    /// <summary>The feed is ahead: read up to it first.</summary>
    Behind,

    /// <summary>The last one has just left: take a new feed.</summary>
    Closed,
}
