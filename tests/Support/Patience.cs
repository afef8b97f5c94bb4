namespace KGPlanGraph.Tests.Support;

/// <summary>No promise about time: it only keeps a test that fails from waiting for ever. A machine that has other things to do still passes.</summary>
internal static class Patience
{
    /// <summary>For what must come.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(3);
}
