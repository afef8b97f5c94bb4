using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>
/// A plan in each state, and one that was a draft until it was published; reports and amendments of each state by each kind of agency.
/// The draft names what others can see (an item, a locality, a document), and an item that all see lies in a locality of the draft.
/// </summary>
internal sealed class MatrixData
{
    private static readonly ChangeAuthor Author = new(MatrixReview.Secret, "PPC");

    /// <summary>All that is hidden from somebody.</summary>
    public required IReadOnlyList<MatrixObject> Objects { get; init; }

    /// <summary>Global ids of the agencies by code.</summary>
    public required IReadOnlyDictionary<string, string> Agencies { get; init; }

    public required MatrixPlan InForce { get; init; }

    public required MatrixPlan Draft { get; init; }

    /// <param name="writer">Writes it.</param>
    /// <param name="publishes">Whether PUBLISHED is published; else it stays a draft.</param>
    public static async Task<MatrixData> WriteAsync(PlanWriter writer, bool publishes)
    {
        var agencies = new[] { "LEAD", "COORD", "OTHER", "PPC" }.ToDictionary(
            code => code, code => new Agency { Code = code, Name = $"Cơ quan {code}", Kind = AgencyKind.ProvincialDepartment });
        var force = MatrixPlan.New("FORCE", PlanStatus.InForce, agencies);
        var closed = MatrixPlan.New("CLOSED", PlanStatus.Closed, agencies);
        await SaveAsync(writer, context => context.AddRange([.. agencies.Values, .. force.Tasks, .. closed.Tasks]));

        var draft = MatrixPlan.New("DRAFT", PlanStatus.Draft, agencies);
        var published = MatrixPlan.New("PUBLISHED", PlanStatus.Draft, agencies);
        draft.Tasks[0].Localities.Add(new() { Locality = force.Place, Position = 2 });
        draft.Tasks[0].LegalDocuments.Add(new() { LegalDocument = force.Document, Position = 2 });
        draft.Tasks[0].InvestmentItems.Add(new() { Item = force.Items[0], Position = 4 });
        await SaveAsync(writer, context =>
        {
            Attach(context, agencies.Values, force);
            context.AddRange([.. draft.Tasks, .. published.Tasks]);
        });
        await SaveAsync(writer, context =>
        {
            Attach(context, agencies.Values, force);
            context.Attach(draft.Place);
            force.Items[0].Localities.Add(new() { Locality = draft.Place, Position = 2 });
        });

        MatrixReview[] reviews =
        [
            new(force.Tasks[0], agencies["LEAD"], 1), new(force.Tasks[0], agencies["COORD"], 2), new(force.Tasks[1], agencies["OTHER"], 3),
            new(force.Tasks[2], agencies["OTHER"], 4), new(closed.Tasks[0], agencies["LEAD"], 5),
        ];
        var rows = reviews.SelectMany(review => review.Rows).ToList();
        await SaveAsync(writer, context =>
        {
            Attach(context, agencies.Values, force, closed);
            context.AddRange(rows);
        });
        await ChangeAsync(writer, rows, reviews, review => review.Review());
        await ChangeAsync(writer, rows, reviews, review => review.Decide());
        if (publishes)
        {
            await PublishAsync(writer, published.Plan.Id);
        }

        return new()
        {
            Agencies = agencies.ToDictionary(pair => pair.Key, pair => new KGPlanGraph.Schema.Scalars.GlobalId("Agency", pair.Value.Id).ToString()),
            InForce = force,
            Draft = draft,
            Objects =
            [
                .. force.Objects(PlanStatus.InForce, true).Select(it => it.Key == force.Items[0].Id && it.Type == "IndustrialZone"
                    ? it with { History = [true, true] }
                    : it),
                .. closed.Objects(PlanStatus.Closed, true),
                .. draft.Objects(PlanStatus.Draft, false),
                .. publishes ? published.Objects(PlanStatus.InForce, false, true) : published.Objects(PlanStatus.Draft, false),
                .. reviews.SelectMany((review, index) => review.Objects(index < 4 ? PlanStatus.InForce : PlanStatus.Closed)),
            ],
        };
    }

    private static Task<int> PublishAsync(PlanWriter writer, long planId) => writer.RunAsync(Author, async (context, cancellationToken) =>
    {
        var plan = await context.Plans.SingleAsync(row => row.Id == planId, cancellationToken);
        plan.Status = PlanStatus.InForce;
        await DraftRelease.ReleaseAsync(context, plan, cancellationToken);
        return WriteOutcome.Keep(0);
    });

    private static Task<int> ChangeAsync(PlanWriter writer, List<object> rows, MatrixReview[] reviews, Action<MatrixReview> change) =>
        SaveAsync(writer, context =>
        {
            context.AttachRange(rows);
            foreach (var review in reviews)
            {
                change(review);
            }
        });

    private static void Attach(PlanDbContext context, IEnumerable<Agency> agencies, params MatrixPlan[] plans)
    {
        context.AttachRange(agencies);
        foreach (var plan in plans)
        {
            context.AttachRange(plan.Tasks);
        }
    }

    private static Task<int> SaveAsync(PlanWriter writer, Action<PlanDbContext> work) => writer.RunAsync(Author, (context, _) =>
    {
        work(context);
        return Task.FromResult(WriteOutcome.Keep(0));
    });
}
