using KGPlanGraph.Persistence.Model;

namespace KGPlanGraph.Persistence.Reading.Tables;

/// <summary>A document that plans rest on or cite.</summary>
public static class LegalDocumentTable
{
    public static readonly Table<LegalDocument> Table = new("legal_documents");

    public static readonly Column Id = Table.Column(row => row.Id);
    public static readonly Column Number = Table.Column(row => row.Number);
    public static readonly Column Title = Table.Column(row => row.Title);
    public static readonly Column IssuedOn = Table.Column(row => row.IssuedOn);
    public static readonly Column IssuerId = Table.Column(row => row.IssuerId);
    public static readonly Column DraftPlanId = Table.Column(row => row.DraftPlanId);
    public static readonly Column Version = Table.Column(row => row.Version);
}
