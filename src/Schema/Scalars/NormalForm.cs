using System.Text;

namespace KGPlanGraph.Schema.Scalars;

/// <summary>The form in which texts are stored, and so compared: NFC.</summary>
internal static class NormalForm
{
    /// <summary>The text in NFC; itself where it is already.</summary>
    public static string Of(string text) => text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
}
