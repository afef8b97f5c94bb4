using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Tests.PlanDocuments;

/// <summary>Readings against the first registers.</summary>
internal static class Reading
{
    public static readonly OrganisationRegister Organisations = new(FirstRegister.Bodies);

    public static readonly LocalityRegister Localities = new(FirstRegister.Localities);

    public static PlanDocumentResult Of(string text, PlanDocumentFormat format = PlanDocumentFormat.Markdown) =>
        PlanDocumentReader.Read(text, format, Organisations, Localities);

    /// <summary>A plan with <paramref name="items"/> below "II.1", which starts on line 7; the first item is on line 8.</summary>
    public static PlanDocumentResult OfItems(string items, string title = "Phát triển công nghiệp tỉnh Kiên Giang năm 2022") =>
        Of($"KẾ HOẠCH\n{title}\n\nỦy ban nhân dân tỉnh Kiên Giang ban hành Kế hoạch như sau:\nI. MỤC TIÊU\nII. NHIỆM VỤ\n1. Nhiệm vụ chung\n{items}\n",
            PlanDocumentFormat.PlainText);

    public static DocumentTask Task(this PlanDocumentResult result, string label) => Assert.Single(result.Document!.Tasks, task => task.Label == label);

    /// <summary>"Quarter 2022-06-30 'phrase' for deliverable by performer".</summary>
    public static string Describe(DocumentDeadline deadline)
    {
        var output = deadline.Deliverable is null ? "" : $" for {deadline.Deliverable}";
        var performer = deadline.PerformerCode is null ? "" : $" by {deadline.PerformerCode}";
        return $"{deadline.Kind} {deadline.DueOn:yyyy-MM-dd} '{deadline.Phrase}'{output}{performer}";
    }

    /// <summary>"lead | coordinators | open phrase".</summary>
    public static string Describe(DocumentTask task) =>
        $"{task.LeadCode ?? "-"} | {string.Join(' ', task.CoordinatorCodes)} | {task.OpenCoordinationPhrase ?? "-"}";
}
