namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>A selected field of a connection.</summary>
internal abstract class ConnectionPart
{
    public abstract void Write(JsonBuffer json, in PageResult page);
}
