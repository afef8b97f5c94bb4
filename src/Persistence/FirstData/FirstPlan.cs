namespace KGPlanGraph.Persistence.FirstData;

/// <summary>The 2022 plan document, verbatim: the first data of the system.</summary>
public static class FirstPlan
{
    /// <summary>The code under which it is loaded.</summary>
    public const string Code = "KG-CN-2022";

    /// <summary>The document's text, in markdown.</summary>
    public static string Text
    {
        get
        {
            using var reader = new StreamReader(Open("plan-2022.md"));
            return reader.ReadToEnd();
        }
    }

    internal static Stream Open(string name) => typeof(FirstPlan).Assembly.GetManifestResourceStream($"FirstData.{name}")
        ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
}
