namespace KGPlanGraph.Persistence.PlanDocuments;

/// <summary>Who signed, and as what ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH"), both as written.</summary>
public sealed record DocumentSignatory(string Name, string Capacity);
