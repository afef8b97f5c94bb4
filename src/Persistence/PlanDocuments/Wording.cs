namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>One message of the importer in both languages of the service.</summary>
public readonly record struct Wording(string English, string Vietnamese);
