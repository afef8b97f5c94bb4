namespace KGPlanGraph.Persistence.PlanDocuments.Assignments;

/// <summary>What a clause asks of the bodies that it names.</summary>
internal enum AssignmentPart
{
    /// <summary>chủ trì</summary>
    Lead,

    /// <summary>phối hợp</summary>
    Coordinate,

    /// <summary>"Giao Sở A thẩm định": a body is charged, its part is not named.</summary>
    Charged,

    /// <summary>"Sở A xây dựng …": a body is the subject, nothing says that it is charged.</summary>
    Subject,
}
