using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.FirstData;

/// <summary>
/// Adds the provincial bodies of 2025 to the register. They are no first data: a plan of 2022 knows none of them, and a province that has entered its
/// own must not find them twice. Whoever plans with them asks for them, in a new database and in an old one alike.
/// </summary>
public sealed class RegisterUpdate(PlanWriter writer)
{
    /// <summary>Adds those whose code and names the register lacks.</summary>
    /// <returns>What was added, and what was left out with what the register has in its place.</returns>
    public Task<RegisterUpdateResult> RunAsync(CancellationToken cancellationToken = default) => writer.RunAsync(ChangeAuthor.System, async (context, token) =>
    {
        var present = await context.Agencies.ToListAsync(token);
        var byCode = present.ToDictionary(agency => agency.Code);
        var byName = present.SelectMany(agency => agency.Aliases.Append(agency.Name).Select(name => (Name: name, Agency: agency)))
            .DistinctBy(pair => pair.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(pair => pair.Name, pair => pair.Agency, StringComparer.OrdinalIgnoreCase);
        var (added, left) = (new List<KnownOrganisation>(), new List<(KnownOrganisation, string)>());
        foreach (var body in FirstRegister.BodiesOf2025)
        {
            var other = byCode.GetValueOrDefault(body.Code) ?? body.Aliases.Prepend(body.Name).Select(name => byName.GetValueOrDefault(name)).FirstOrDefault(found => found is not null);
            if (other is not null)
            {
                left.Add((body, other.Code));
                continue;
            }

            context.Add(new Agency
            {
                Code = body.Code,
                Name = body.Name,
                EnglishName = body.EnglishName,
                Kind = body.Kind,
                Aliases = body.Aliases,
                Parent = body.ParentCode is { } parent ? byCode.GetValueOrDefault(parent) : null,
            });
            added.Add(body);
        }

        var result = new RegisterUpdateResult(added, left);
        return added.Count > 0 ? WriteOutcome.Keep(result) : WriteOutcome.Refuse(result);
    }, cancellationToken);
}

/// <summary>What an update of the register came to.</summary>
/// <param name="Added">The bodies that it holds from now on.</param>
/// <param name="Left">Those that it held already, with the codes by which it does.</param>
public sealed record RegisterUpdateResult(IReadOnlyList<KnownOrganisation> Added, IReadOnlyList<(KnownOrganisation Body, string Code)> Left);
