namespace KGPlanGraph.PlanDocuments;

/// <summary>The bodies that a reading knows, by name and alias.</summary>
public sealed class OrganisationRegister
{
    public OrganisationRegister(IEnumerable<KnownOrganisation> bodies) => Organisations = [.. bodies];

    public IReadOnlyList<KnownOrganisation> Organisations { get; }
}

/// <summary>A body as the register holds it; <paramref name="ParentCode"/> is the code of the body it belongs to.</summary>
public sealed record KnownOrganisation(
    string Code, string Name, AgencyKind Kind, IReadOnlyList<string> Aliases, string? EnglishName = null, string? ParentCode = null);

/// <summary>The localities that a reading knows.</summary>
public sealed class LocalityRegister
{
    public LocalityRegister(IEnumerable<KnownLocality> localities) => Localities = [.. localities];

    public IReadOnlyList<KnownLocality> Localities { get; }
}

/// <summary>A locality as the register holds it, its name without the unit word; <paramref name="Code"/> is the statistical code.</summary>
public sealed record KnownLocality(string? Code, string Name, LocalityKind Kind, string? ParentCode = null);
