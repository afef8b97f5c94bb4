namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>Why a document that could be read cannot be stored.</summary>
public enum PlanImportRefusal
{
    /// <summary>Another plan has the code.</summary>
    CodeTaken,

    /// <summary>Neither the caller nor the document says for which year the plan is.</summary>
    YearMissing,

    /// <summary>The register holds neither the issuing body nor one provincial people's committee.</summary>
    IssuerUnknown,
}
