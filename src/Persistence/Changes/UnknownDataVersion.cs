namespace KGPlanGraph.Persistence.Changes;

/// <summary>Where nobody can vouch for the state of what is read: nothing is kept.</summary>
internal sealed class UnknownDataVersion : DataVersion
{
    public override bool TryGet(out long version)
    {
        version = 0;
        return false;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
