namespace KGPlanGraph.Persistence.Engines;

/// <summary>The keys of this product's advisory locks on PostgreSQL; they are held to the end of a transaction.</summary>
internal static class AdvisoryLocks
{
    /// <summary>Held by the one server that migrates or loads the first data.</summary>
    public const long Startup = 0x4B475047_00000001;

    /// <summary>Held while Change rows get their numbers and commit.</summary>
    public const long ChangeSequence = 0x4B475047_00000002;

    /// <summary>Held while a draft's legal documents and localities become everybody's.</summary>
    public const long Registers = 0x4B475047_00000003;

    /// <summary>Held while the keys of calendars that somebody has are counted and one is added.</summary>
    public const long CalendarKeys = 0x4B475047_00000004;
}
