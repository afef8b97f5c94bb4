using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Engines;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.FirstData;

/// <summary>Gives an empty database the registers and the 2022 plan, through the importer that later plans go through.</summary>
public sealed class FirstDataLoader(IDatabase database, PlanWriter writer)
{
    /// <summary>Loads them where the database holds neither a plan nor an agency; of servers that start at once one does.</summary>
    /// <param name="withPlan">Whether the plan of 2022 is loaded too, or the registers alone.</param>
    /// <param name="cancellationToken">Ends it; nothing is written then.</param>
    /// <returns>True where something was loaded.</returns>
    public async Task<bool> LoadIfEmptyAsync(bool withPlan = true, CancellationToken cancellationToken = default)
    {
        if (!await IsEmptyAsync(cancellationToken))
        {
            return false;
        }

        var document = Read();
        return await writer.RunAsync(ChangeAuthor.System, async (context, token) =>
        {
            if (context.Database.IsNpgsql())
            {
                await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({AdvisoryLocks.Startup})", token);
            }

            if (await context.Plans.AnyAsync(token) || await context.Agencies.AnyAsync(token))
            {
                return WriteOutcome.Refuse(false);
            }

            AddBodies(context);
            AddLocalities(context);
            await context.SaveChangesAsync(token);
            if (!withPlan)
            {
                return WriteOutcome.Keep(true);
            }

            var result = await PlanImport.StoreAsync(context, document, new(FirstPlan.Code, null, PlanStatus.InForce), token);
            return result.IsStored ? WriteOutcome.Keep(true) : throw new InvalidOperationException($"the first plan cannot be stored: {result.Refusal}");
        }, cancellationToken);
    }

    // Asked on every start, so without EF Core, whose model takes half a second to build.
    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken: cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 WHERE EXISTS (SELECT 1 FROM plans) OR EXISTS (SELECT 1 FROM agencies)";
        return await command.ExecuteScalarAsync(cancellationToken) is null;
    }

    private static PlanDocument Read()
    {
        var result = PlanDocumentReader.Read(
            FirstPlan.Text, PlanDocumentFormat.Markdown, new OrganisationRegister(FirstRegister.Bodies), new LocalityRegister(FirstRegister.Localities));
        return result.IsRead
            ? result.Document
            : throw new InvalidOperationException($"the first plan cannot be read: line {result.Refusal.Line}: {result.Refusal.Reason.English}");
    }

    private static void AddBodies(PlanDbContext context)
    {
        var added = new Dictionary<string, Agency>();
        foreach (var body in FirstRegister.Bodies)
        {
            var agency = new Agency
            {
                Code = body.Code,
                Name = body.Name,
                EnglishName = body.EnglishName,
                Kind = body.Kind,
                Aliases = body.Aliases,
                Parent = body.ParentCode is { } parent ? added[parent] : null,
            };
            context.Add(agency);
            added.Add(body.Code, agency);
        }
    }

    private static void AddLocalities(PlanDbContext context)
    {
        var added = new Dictionary<string, Locality>();
        foreach (var place in FirstRegister.Localities)
        {
            var locality = new Locality
            {
                Code = place.Code,
                Name = place.Name,
                Kind = place.Kind,
                Parent = place.ParentCode is { } parent ? added[parent] : null,
            };
            context.Add(locality);
            if (place.Code is { } code)
            {
                added.Add(code, locality);
            }
        }
    }
}
