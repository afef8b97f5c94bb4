using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>A field of a subject as Change rows speak of it.</summary>
/// <param name="Name">The GraphQL field's name.</param>
/// <param name="Read">Its value; null where it has none.</param>
internal sealed record SubjectField(string Name, Func<PropertyValues, JsonNode?> Read)
{
    /// <summary>The field of one property: LeadAgencyId → leadAgency, whose value is the agency's id.</summary>
    public static SubjectField Of(string property)
    {
        var name = property.Length > 2 && property.EndsWith("Id", StringComparison.Ordinal) ? property[..^2] : property;
        return new(char.ToLowerInvariant(name[0]) + name[1..], values => ChangeJson.ToNode(values[property]));
    }
}
