using System.Text.RegularExpressions;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence.PlanImports;

/// <summary>Turns a plan document into a plan with all that is in it. Part of a <see cref="Changes.PlanWriter"/>'s work, which saves it.</summary>
public sealed partial class PlanImport
{
    private readonly PlanDbContext context;
    private readonly PlanDocument document;
    private readonly Plan plan;
    private readonly IReadOnlyDictionary<string, Agency> agencies;

    private PlanImport(PlanDbContext context, PlanDocument document, Plan plan, IReadOnlyDictionary<string, Agency> agencies)
    {
        this.context = context;
        this.document = document;
        this.plan = plan;
        this.agencies = agencies;
    }

    /// <summary>Whether another plan has the code, which this one cannot replace.</summary>
    public static Task<bool> IsTakenAsync(PlanDbContext context, PlanImportRequest request, CancellationToken cancellationToken) =>
        context.Plans.AnyAsync(plan => plan.Code == request.Code && !(request.ReplacesDraft && plan.Status == PlanStatus.Draft), cancellationToken);

    /// <summary>Adds the plan to the context; localities and legal documents that are there already are used again.</summary>
    public static async Task<PlanImportResult> StoreAsync(
        PlanDbContext context, PlanDocument document, PlanImportRequest request, CancellationToken cancellationToken)
    {
        var present = await FindAsync(context, request.Code, cancellationToken);
        if (present is not null && !(request.ReplacesDraft && present.Status == PlanStatus.Draft))
        {
            return new(null, PlanImportRefusal.CodeTaken);
        }

        if ((request.Year ?? document.Year) is not { } year)
        {
            return new(null, PlanImportRefusal.YearMissing);
        }

        var lastYear = request.LastYear ?? (document.LastYear is { } stated && stated > year ? stated : year);
        if (lastYear < year)
        {
            return new(null, PlanImportRefusal.YearsReversed);
        }

        var agencies = await context.Agencies.ToDictionaryAsync(agency => agency.Code, cancellationToken);
        if (request.IssuerCode is { } wanted && !agencies.ContainsKey(wanted))
        {
            return new(null, PlanImportRefusal.IssuerUnknown) { IssuerName = wanted };
        }

        var (issuer, issuerName) = FindIssuer(document, request.IssuerCode, agencies);
        if (issuer is null)
        {
            return new(null, PlanImportRefusal.IssuerUnknown) { IssuerName = issuerName };
        }

        if (present is not null)
        {
            await DraftDiscard.DiscardAsync(context, present, cancellationToken);
            // What the draft brought in must be gone before it comes again.
            await context.SaveChangesAsync(cancellationToken);
        }

        var plan = new Plan
        {
            Code = request.Code,
            Title = document.Title,
            Year = year,
            LastYear = lastYear,
            DocumentType = document.DocumentType,
            Status = request.Status,
            Issuer = issuer,
            SignatoryName = document.Signatory?.Name,
            SignatoryCapacity = document.Signatory?.Capacity,
            DocumentNumber = document.Number,
            IssuedOn = document.IssuedOn,
            Recipients = document.Recipients,
        };
        context.Add(plan);
        await new PlanImport(context, document, plan, agencies).AddContentsAsync(cancellationToken);
        return new(plan, null);
    }

    private Plan? Draft => plan.Status == PlanStatus.Draft ? plan : null;

    // Locked, so that nothing comes into a draft while another takes its place.
    private static async Task<Plan?> FindAsync(PlanDbContext context, string code, CancellationToken cancellationToken)
    {
        var id = await context.Plans.Where(plan => plan.Code == code).Select(plan => plan.Id).SingleOrDefaultAsync(cancellationToken);
        if (id == 0)
        {
            return null;
        }

        await context.LockPlanAsync(id, cancellationToken);
        return await context.Plans.SingleOrDefaultAsync(plan => plan.Id == id, cancellationToken);
    }

    // Who the document says; else who the caller says; and where neither does, the province's own committee, unless the title is of another province.
    private static (Agency? Issuer, string? Name) FindIssuer(PlanDocument document, string? wanted, Dictionary<string, Agency> agencies)
    {
        if ((document.IssuerCode ?? wanted) is { } code && agencies.TryGetValue(code, out var issuer))
        {
            return (issuer, issuer.Name);
        }

        var committees = agencies.Values.Where(agency => agency.Kind == AgencyKind.ProvincialPeoplesCommittee).Take(2).ToList();
        if (document.IssuerName is not null || committees is not [var only])
        {
            return (null, document.IssuerName);
        }

        var others = ProvinceName().Matches(document.Title).Select(match => match.Value).Where(name => !only.Name.Contains(name, StringComparison.Ordinal)).ToList();
        return others.Count == 0 ? (only, only.Name) : (null, others[0]);
    }

    // "tỉnh An Giang"
    [GeneratedRegex(@"\btỉnh \p{Lu}\p{Ll}*( \p{Lu}\p{Ll}*)*")]
    private static partial Regex ProvinceName();

    private async Task AddContentsAsync(CancellationToken cancellationToken)
    {
        var legalDocuments = await FindLegalDocumentsAsync(cancellationToken);
        var localities = await FindLocalitiesAsync(cancellationToken);
        var items = await AddItemsAsync(localities, cancellationToken);
        var sections = AddSections();

        foreach (var (legalDocument, index) in legalDocuments.Distinct().Select((row, index) => (row, index)))
        {
            plan.LegalDocuments.Add(new PlanLegalDocument { LegalDocument = legalDocument, Position = index + 1 });
        }

        foreach (var source in document.Tasks)
        {
            sections[source.SectionLabel].Tasks.Add(NewTask(source, legalDocuments, localities, items));
        }
    }

    private Dictionary<string, PlanSection> AddSections()
    {
        var sections = new Dictionary<string, PlanSection>(document.Sections.Count);
        foreach (var source in document.Sections)
        {
            var section = new PlanSection
            {
                Plan = plan,
                Parent = source.ParentLabel is { } parent ? sections[parent] : null,
                Label = source.Label,
                Heading = source.Heading,
                Body = source.Body,
                Position = source.Position,
            };
            context.Add(section);
            sections.Add(source.Label, section);
        }

        return sections;
    }

    private PlanTask NewTask(DocumentTask source, LegalDocument[] legalDocuments, Locality[] localities, InvestmentItem[] items)
    {
        var task = new PlanTask
        {
            Plan = plan,
            Label = source.Label,
            Title = source.Title,
            Content = source.Content,
            DeliverableKind = source.DeliverableKind,
            HasOpenCoordination = source.OpenCoordinationPhrase is not null,
            OpenCoordinationPhrase = source.OpenCoordinationPhrase,
            ExpectedOutput = source.ExpectedOutput,
        };
        task.Assignments.AddRange(NewAssignments(source));
        task.Deadlines.AddRange(source.Deadlines.Select((deadline, index) => NewDeadline(deadline, index + 1)));
        task.LegalDocuments.AddRange(source.LegalDocuments.Select(place => legalDocuments[place]).Distinct()
            .Select((row, index) => new TaskLegalDocument { LegalDocument = row, Position = index + 1 }));
        task.Localities.AddRange(source.Localities.Select(place => localities[place]).Distinct()
            .Select((row, index) => new TaskLocality { Locality = row, Position = index + 1 }));
        task.InvestmentItems.AddRange(source.InvestmentItems.Distinct()
            .Select((place, index) => new TaskInvestmentItem { Item = items[place], Position = index + 1 }));
        return task;
    }

    private IEnumerable<TaskAssignment> NewAssignments(DocumentTask source)
    {
        string[] leads = source.LeadCode is { } lead ? [lead] : [];
        var bodies = leads.Select(code => (Code: code, Role: AssignmentRole.Lead))
            .Concat(source.CoLeads.Select(code => (Code: code, Role: AssignmentRole.CoLead)))
            .Concat(source.CoordinatorCodes.Select(code => (Code: code, Role: AssignmentRole.Coordinate)));
        return bodies.DistinctBy(body => body.Code)
            .Select((body, index) => new TaskAssignment { Agency = agencies[body.Code], Role = body.Role, Position = index + 1 });
    }

    private Deadline NewDeadline(DocumentDeadline source, int position) => new()
    {
        Kind = source.Kind,
        Phrase = source.Phrase,
        Deliverable = source.Deliverable,
        Performer = Agency(source.PerformerCode),
        DueOn = source.DueOn,
        OriginalDueOn = source.DueOn,
        Position = position,
    };

    private async Task<LegalDocument[]> FindLegalDocumentsAsync(CancellationToken cancellationToken)
    {
        var known = await context.LegalDocuments.Where(row => row.DraftPlanId == null).ToListAsync(cancellationToken);
        return [.. document.LegalDocuments.Select(source =>
        {
            var found = known.Find(row => row.IssuedOn == source.IssuedOn && (source.Number is null
                ? row.Number is null && row.Title == source.Title
                : row.Number == source.Number));
            if (found is not null)
            {
                return found;
            }

            var added = new LegalDocument
            {
                Number = source.Number,
                Title = source.Title,
                IssuedOn = source.IssuedOn,
                Issuer = Agency(source.IssuerCode),
                DraftPlan = Draft,
            };
            context.Add(added);
            known.Add(added);
            return added;
        })];
    }

    private async Task<Locality[]> FindLocalitiesAsync(CancellationToken cancellationToken)
    {
        var known = await context.Localities.Where(row => row.DraftPlanId == null).ToListAsync(cancellationToken);
        return [.. document.Localities.Select(source =>
        {
            var parent = source.ParentCode is { } code ? known.Find(row => row.Code == code) : null;
            var found = known.Find(row => source.Code is not null
                ? row.Code == source.Code
                : row.Name == source.Name && row.Kind == source.Kind && (parent is null || row.Parent == parent));
            if (found is not null)
            {
                return found;
            }

            var added = new Locality { Code = source.Code, Name = source.Name, Kind = source.Kind, Parent = parent, DraftPlan = Draft };
            context.Add(added);
            known.Add(added);
            return added;
        })];
    }

    private async Task<InvestmentItem[]> AddItemsAsync(Locality[] localities, CancellationToken cancellationToken)
    {
        var prefix = plan.Code + "-";
        var taken = await context.InvestmentItems.Where(item => item.Code.StartsWith(prefix)).Select(item => item.Code).ToHashSetAsync(cancellationToken);
        return [.. document.InvestmentItems.Select(source =>
        {
            var item = new InvestmentItem
            {
                Kind = source.Kind,
                Code = FreeCode(prefix + source.Code, taken),
                Name = source.Name,
                Stage = source.Stage,
                ManagingAgency = Agency(source.ManagingAgencyCode) ?? plan.Issuer,
                Phase = source.Phase,
                IsPilot = source.IsPilot,
                Sector = source.Sector,
                DraftPlan = Draft,
            };
            item.Localities.AddRange(source.Localities.Select(place => localities[place]).Distinct()
                .Select((row, index) => new InvestmentItemLocality { Locality = row, Position = index + 1 }));
            item.Partners.AddRange(source.PartnerCodes.Distinct()
                .Select((code, index) => new InvestmentProjectPartner { Agency = agencies[code], Position = index + 1 }));
            context.Add(item);
            return item;
        })];
    }

    // Somebody may have made an item by hand under a code that begins like the plan's.
    private static string FreeCode(string wanted, HashSet<string> taken)
    {
        var code = wanted;
        for (var number = 2; !taken.Add(code); number++)
        {
            code = $"{wanted}-{number}";
        }

        return code;
    }

    private Agency? Agency(string? code) => code is null ? null : agencies[code];
}
