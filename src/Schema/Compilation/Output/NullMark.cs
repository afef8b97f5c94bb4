using System.Globalization;
using System.Text;
using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>
/// What is written in the place of a field that failed, until its error is known by its path: an object whose only key is empty, as no response key
/// can be. A mark says which error it stands for, so that fields of different types that share a response key are told apart.
/// </summary>
internal static class NullMark
{
    // Produces: {"":2} for the third denied field
    public static byte[] Denied(int index) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"\":{index}}}"));

    // Produces: {"":-3} for the arguments of the third level
    public static void WriteFault(JsonBuffer json, Select select)
    {
        json.Raw("{\"\":"u8);
        json.Number(-1L - select.Index);
        json.Raw((byte)'}');
    }
}
