using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Telemetry;

/// <summary>What <c>/metrics</c> said at one time.</summary>
internal sealed partial class Scrape
{
    private readonly List<(string Name, Dictionary<string, string> Labels, double Value)> series = [];

    private Scrape(string text)
    {
        Text = text;
        foreach (Match line in Line().Matches(text))
        {
            series.Add((
                line.Groups["name"].Value,
                Label().Matches(line.Groups["labels"].Value).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value),
                double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture)));
        }
    }

    public string Text { get; }

    public static async Task<Scrape> OfAsync(HttpClient http, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        return new Scrape(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Scrapes until something holds: a figure may come a moment after the answer that it counts.</summary>
    public static async Task<Scrape> UntilAsync(HttpClient http, Func<Scrape, bool> holds)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < Patience.Long)
        {
            var scrape = await OfAsync(http);
            if (holds(scrape))
            {
                return scrape;
            }
        }

        throw new InvalidOperationException("It never held:\n" + (await OfAsync(http)).Text);
    }

    /// <summary>The sum of the series that have these labels; null where there is none.</summary>
    public double? Value(string name, params (string Name, string Value)[] labels)
    {
        var found = Series(name).Where(one => labels.All(label => one.GetValueOrDefault(label.Name) == label.Value)).ToList();
        return found.Count == 0 ? null : series.Where(one => one.Name == name && found.Contains(one.Labels)).Sum(one => one.Value);
    }

    /// <summary>The labels of each series of a figure.</summary>
    public IEnumerable<Dictionary<string, string>> Series(string name) => series.Where(one => one.Name == name).Select(one => one.Labels);

    [GeneratedRegex("""^(?<name>[a-z_]+)(\{(?<labels>.*)\})? (?<value>[-+0-9.eE]+|NaN)$""", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Label();
}
