using System.Text;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>The response keys of an object as they are written: quoted, with their colon, and the comma ahead of all but the first.</summary>
internal static class ResponseNames
{
    /// <summary>Names of the specification need no escaping.</summary>
    public static byte[][] Of(IEnumerable<string> keys) =>
        [.. keys.Select((key, index) => Encoding.UTF8.GetBytes((index == 0 ? "\"" : ",\"") + key + "\":"))];
}
