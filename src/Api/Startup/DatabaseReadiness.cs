namespace KGPlanGraph.Api.Startup;

/// <summary>Whether the database has been found, up to date and with its first data, since this server started. It may be out of reach again since.</summary>
internal sealed class DatabaseReadiness
{
    volatile bool isPrepared;

    public bool IsPrepared => isPrepared;

    public void Prepared() => isPrepared = true;
}
