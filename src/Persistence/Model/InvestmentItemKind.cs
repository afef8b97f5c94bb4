namespace KGPlanGraph.Persistence.Model;

/// <summary>Which GraphQL type an investment item is: khu công nghiệp, cụm công nghiệp, dự án. Stored as its position.</summary>
public enum InvestmentItemKind
{
    IndustrialZone,
    IndustrialCluster,
    InvestmentProject,
}
