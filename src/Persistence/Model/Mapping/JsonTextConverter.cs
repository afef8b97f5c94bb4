using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KGPlanGraph.Persistence.Model.Mapping;

/// <summary>A list of strings as a compact JSON array, which reads paste unchanged into the answer.</summary>
internal sealed class JsonTextConverter() : ValueConverter<IReadOnlyList<string>, string>(list => Write(list), text => Read(text))
{
    // The default encoder writes every Vietnamese letter as \uXXXX, which doubles the text.
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Write(IReadOnlyList<string> list) => JsonSerializer.Serialize(list, s_options);

    private static string[] Read(string text) => JsonSerializer.Deserialize<string[]>(text) ?? [];
}
