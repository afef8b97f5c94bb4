using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Http;

/// <summary>Goes through a header such as <c>Accept: application/json;q=0.8, */*</c> without allocating.</summary>
internal ref struct QualityList(StringValues header)
{
    readonly StringValues header = header;
    int line;
    ReadOnlySpan<char> rest = header.Count > 0 ? header[0] : default;

    /// <summary>The present item without parameters, e.g. <c>application/json</c>.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Its parameters other than q, each with its semicolon.</summary>
    public ReadOnlySpan<char> Parameters { get; private set; }

    /// <summary>From 0 (not wanted) to 1.</summary>
    public double Quality { get; private set; }

    public bool MoveNext()
    {
        do
        {
            while (rest.IsEmpty)
            {
                if (++line >= header.Count)
                    return false;
                rest = header[line];
            }

            var end = rest.IndexOf(',');
            Read((end < 0 ? rest : rest[..end]).Trim());
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        while (Value.IsEmpty);
        return true;
    }

    void Read(ReadOnlySpan<char> item)
    {
        var end = item.IndexOf(';');
        Value = (end < 0 ? item : item[..end]).TrimEnd();
        var parameters = end < 0 ? default : item[end..];
        var weight = parameters.LastIndexOf(";q=", StringComparison.OrdinalIgnoreCase);
        weight = weight < 0 ? parameters.LastIndexOf("; q=", StringComparison.OrdinalIgnoreCase) : weight;
        Parameters = weight < 0 ? parameters : parameters[..weight];
        Quality = weight < 0 ? 1 : ReadQuality(parameters[weight..]);
    }

    static double ReadQuality(ReadOnlySpan<char> weight)
    {
        var text = weight[(weight.IndexOf('=') + 1)..];
        var end = text.IndexOf(';');
        var number = (end < 0 ? text : text[..end]).Trim();
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) && quality <= 1 ? quality : 0;
    }
}
