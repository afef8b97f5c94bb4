using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A plan.</summary>
public static class PlanTable
{
    public static readonly Table<Plan> Table = new("plans");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column Code = Table.Column(row => row.Code);
    public static readonly Column Title = Table.Column(row => row.Title);
    public static readonly Column TitleOrder = Table.Column(row => row.TitleOrder);
    public static readonly Column Year = Table.Column(row => row.Year);
    public static readonly Column LastYear = Table.Column(row => row.LastYear);
    public static readonly Column DocumentType = Table.Column(row => row.DocumentType);
    public static readonly Column Status = Table.Column(row => row.Status);
    public static readonly Column IssuerId = Table.Column(row => row.IssuerId);
    public static readonly Column SignatoryName = Table.Column(row => row.SignatoryName);
    public static readonly Column SignatoryCapacity = Table.Column(row => row.SignatoryCapacity);
    public static readonly Column DocumentNumber = Table.Column(row => row.DocumentNumber);
    public static readonly Column IssuedOn = Table.Column(row => row.IssuedOn);
    public static readonly Column Recipients = Table.Column(row => row.Recipients);
    public static readonly Column DraftPlanId = Table.Column(row => row.DraftPlanId);
    public static readonly Column Version = Table.Column(row => row.Version);
    public static readonly Column CreatedAt = Table.Column(row => row.CreatedAt);
    public static readonly Column UpdatedAt = Table.Column(row => row.UpdatedAt);
}
