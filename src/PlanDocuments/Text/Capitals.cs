namespace KGPlanGraph.PlanDocuments.Text;

/// <summary>Text in capitals, as titles and headings have it.</summary>
internal static class Capitals
{
    /// <summary>Whether there are letters, and none of them is small.</summary>
    public static bool Are(string text) => !text.Any(char.IsLower) && text.Any(char.IsUpper);

    /// <summary>The words in capitals with which a text begins.</summary>
    public static string Words(string text)
    {
        var end = 0;
        for (var start = 0; start < text.Length;)
        {
            var stop = text.IndexOf(' ', start) is var space and >= 0 ? space : text.Length;
            if (!Are(text[start..stop]))
            {
                break;
            }

            end = stop;
            start = stop + 1;
        }

        return text[..end];
    }
}
