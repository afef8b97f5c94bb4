using System.Text.Json;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>Property names and enum values, encoded once.</summary>
internal static class Names
{
    public static readonly JsonEncodedText Data = Answer.Name("data");
    public static readonly JsonEncodedText Tasks = Answer.Name("tasks");
    public static readonly JsonEncodedText Task = Answer.Name("task");
    public static readonly JsonEncodedText Nodes = Answer.Name("nodes");
    public static readonly JsonEncodedText Id = Answer.Name("id");
    public static readonly JsonEncodedText Label = Answer.Name("label");
    public static readonly JsonEncodedText Title = Answer.Name("title");
    public static readonly JsonEncodedText Content = Answer.Name("content");
    public static readonly JsonEncodedText DeliverableKind = Answer.Name("deliverableKind");
    public static readonly JsonEncodedText Status = Answer.Name("status");
    public static readonly JsonEncodedText PercentComplete = Answer.Name("percentComplete");
    public static readonly JsonEncodedText Version = Answer.Name("version");
    public static readonly JsonEncodedText UpdatedAt = Answer.Name("updatedAt");
    public static readonly JsonEncodedText Plan = Answer.Name("plan");
    public static readonly JsonEncodedText Year = Answer.Name("year");
    public static readonly JsonEncodedText Section = Answer.Name("section");
    public static readonly JsonEncodedText Heading = Answer.Name("heading");
    public static readonly JsonEncodedText LeadAgency = Answer.Name("leadAgency");
    public static readonly JsonEncodedText Code = Answer.Name("code");
    public static readonly JsonEncodedText Name = Answer.Name("name");
    public static readonly JsonEncodedText Coordinators = Answer.Name("coordinators");
    public static readonly JsonEncodedText Deadlines = Answer.Name("deadlines");
    public static readonly JsonEncodedText Kind = Answer.Name("kind");
    public static readonly JsonEncodedText Phrase = Answer.Name("phrase");
    public static readonly JsonEncodedText DueOn = Answer.Name("dueOn");
    public static readonly JsonEncodedText OriginalDueOn = Answer.Name("originalDueOn");
    public static readonly JsonEncodedText MetOn = Answer.Name("metOn");
    public static readonly JsonEncodedText Localities = Answer.Name("localities");
    public static readonly JsonEncodedText LegalDocuments = Answer.Name("legalDocuments");
    public static readonly JsonEncodedText Number = Answer.Name("number");
    public static readonly JsonEncodedText TaskStatistics = Answer.Name("taskStatistics");
    public static readonly JsonEncodedText Total = Answer.Name("total");
    public static readonly JsonEncodedText Overdue = Answer.Name("overdue");
    public static readonly JsonEncodedText DueSoon = Answer.Name("dueSoon");
    public static readonly JsonEncodedText CompletedLate = Answer.Name("completedLate");
    public static readonly JsonEncodedText AveragePercentComplete = Answer.Name("averagePercentComplete");

    public static readonly JsonEncodedText[] Statuses = All("NOT_STARTED", "IN_PROGRESS", "COMPLETED", "SUSPENDED", "CANCELLED");
    public static readonly JsonEncodedText[] DeadlineKinds = All("QUARTER", "MONTH", "BEFORE_DATE", "ON_DATE", "YEAR", "HALF_YEAR", "PERIOD", "RELATIVE");
    public static readonly JsonEncodedText[] DeliverableKinds = All(
        "SCHEME", "PLAN", "PROGRAMME", "PLANNING", "LIST", "EVENT", "REPORT", "PUBLICATION", "ORGANISATION", "PROPOSAL", "OTHER");

    private static JsonEncodedText[] All(params string[] values) => [.. values.Select(Answer.Name)];
}
