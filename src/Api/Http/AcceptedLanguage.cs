using KGPlanGraph.Schema.Errors;
using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Http;

/// <summary>Reads <c>Accept-Language</c>.</summary>
internal static class AcceptedLanguage
{
    /// <summary>The better liked of Vietnamese and English; English where neither is named.</summary>
    public static Language Of(StringValues acceptLanguage)
    {
        if (acceptLanguage.Count == 0)
            return Language.English;
        double vietnamese = 0, english = 0;
        var list = new QualityList(acceptLanguage);
        while (list.MoveNext())
        {
            if (Speaks(list.Value, "vi"))
                vietnamese = Math.Max(vietnamese, list.Quality);
            else if (Speaks(list.Value, "en"))
                english = Math.Max(english, list.Quality - Earlier(vietnamese, list.Quality));
        }

        return vietnamese > english ? Language.Vietnamese : Language.English;
    }

    /// <summary>Of two languages liked equally the one named first is meant.</summary>
    static double Earlier(double other, double quality) => other == quality ? 0.0001 : 0;

    static bool Speaks(ReadOnlySpan<char> range, string language) =>
        range.StartsWith(language, StringComparison.OrdinalIgnoreCase) && (range.Length == language.Length || range[language.Length] == '-');
}
