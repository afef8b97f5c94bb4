using System.Security.Cryptography;
using System.Text.Json;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>The registers as the database holds them, for reading a document.</summary>
public sealed record StoredRegisters(OrganisationRegister Organisations, LocalityRegister Localities)
{
    /// <summary>The same for the same registers.</summary>
    public string Fingerprint { get; } = FingerprintOf(Organisations, Localities);

    private static string FingerprintOf(OrganisationRegister organisations, LocalityRegister localities)
    {
        var all = JsonSerializer.SerializeToUtf8Bytes((organisations.Organisations, localities.Localities), Whole);
        return Convert.ToHexString(SHA256.HashData(all));
    }

    private static readonly JsonSerializerOptions Whole = new() { IncludeFields = true };

    /// <summary>Reads them in the order in which they were entered; parents come before their children.</summary>
    public static async Task<StoredRegisters> ReadAsync(PlanDbContext context, CancellationToken cancellationToken)
    {
        var bodies = await context.Agencies.AsNoTracking().Include(agency => agency.Parent).OrderBy(agency => agency.Id).ToListAsync(cancellationToken);
        var localities = await context.Localities.AsNoTracking().Include(locality => locality.Parent)
            .Where(locality => locality.DraftPlanId == null)
            .OrderBy(locality => locality.Id)
            .ToListAsync(cancellationToken);
        return new(
            new(bodies.Select(body => new KnownOrganisation(body.Code, body.Name, body.Kind, body.Aliases, body.EnglishName, body.Parent?.Code))),
            new(localities.Select(place => new KnownLocality(place.Code, place.Name, place.Kind, place.Parent?.Code))));
    }
}
