namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary><c>__typename</c> of a connection.</summary>
internal sealed class ConstantPart(byte[] value) : ConnectionPart
{
    public override void Write(JsonBuffer json, in PageResult page) => json.Raw(value);
}
