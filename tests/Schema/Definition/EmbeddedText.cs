using System.Text;

namespace KGPlanGraph.Tests.Schema.Definition;

/// <summary>The GraphQL documents that the tests carry with them, so that they do not depend on where they run.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
