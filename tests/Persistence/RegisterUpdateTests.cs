using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.FirstData;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence;

/// <summary>The provincial bodies of 2025 come into a register that is in use.</summary>
public sealed class RegisterUpdateTests
{
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task The_bodies_of_2025_are_added_once_and_what_is_there_stays(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateWithFirstDataAsync(engine);
        var writer = test.Services.GetRequiredService<PlanWriter>();
        await writer.RunAsync(ChangeAuthor.System, (context, _) =>
        {
            context.Add(new Agency { Code = "OWN", Name = "Sở Y tế tỉnh Kiên Giang", Kind = AgencyKind.ProvincialDepartment, Aliases = ["Sở Y tế"] });
            return Task.FromResult(WriteOutcome.Keep(0));
        });
        var update = test.Services.GetRequiredService<RegisterUpdate>();
        await using var context = test.Database.CreateContext();
        var before = await context.Changes.MaxAsync(change => change.Sequence);

        var first = await update.RunAsync();
        var second = await update.RunAsync();

        var (left, code) = Assert.Single(first.Left);
        Assert.Equal(("SYT", "OWN"), (left.Code, code));
        Assert.Equal(FirstRegister.BodiesOf2025.Count - 1, first.Added.Count);
        Assert.Empty(second.Added);
        var added = await context.Agencies.Include(agency => agency.Parent).SingleAsync(agency => agency.Code == "SNNMT");
        Assert.Equal(("Sở Nông nghiệp và Môi trường", "UBNDT"), (added.Name, added.Parent!.Code));
        Assert.Equal(first.Added.Count, await context.Changes.CountAsync(change => change.Sequence > before && change.Kind == ChangeKind.Created && change.Subject == ChangeSubject.Agency));
    }

    [Fact]
    public void Their_names_and_codes_are_no_others()
    {
        var all = FirstRegister.Bodies.Concat(FirstRegister.BodiesOf2025).ToList();

        Assert.Equal(all.Count, all.DistinctBy(body => body.Code).Count());
        var names = FirstRegister.Bodies.SelectMany(body => body.Aliases.Append(body.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(FirstRegister.BodiesOf2025.SelectMany(body => body.Aliases.Append(body.Name)), name => Assert.True(names.Add(name), name));
    }
}
