namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>A legal document that the plan cites; number, date and issuer are null where the plan does not give them.</summary>
public sealed record CitedDocument(string? Number, string Title, DateOnly? IssuedOn, string? IssuerCode);
