using KGPlanGraph.PlanDocuments;

namespace KGPlanGraph.Persistence.Model;

/// <summary>
/// A row that may belong to a plan in DRAFT. Until that plan is published, only those who see drafts see the row;
/// <c>DraftPlanId is null</c> is the whole test.
/// </summary>
public interface IDraftable
{
    long? DraftPlanId { get; set; }

    Plan? DraftPlan { get; set; }
}

/// <summary>An object that says when it came and when it last changed, in UTC, to the microsecond.</summary>
public interface ITimestamped
{
    DateTimeOffset CreatedAt { get; set; }

    DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An object whose version grows by one with each transaction that changes it; the version is its concurrency token.</summary>
public interface IVersioned
{
    long Id { get; }

    int Version { get; set; }
}

/// <summary>
/// Marks a property that follows from others, or from where its row stands among its siblings: Change rows do not speak of it, and a change of it alone is none. Every other stored property is
/// a field of Change rows.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DerivedAttribute : Attribute;

/// <summary>Marks a property that only investment items of one kind have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OnlyOfAttribute(InvestmentItemKind kind) : Attribute
{
    public InvestmentItemKind Kind => kind;
}

/// <summary>Marks a property that is part of an object: SignatoryName is the name in signatory.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PartOfAttribute(string name) : Attribute
{
    /// <summary>What the properties of the object begin with.</summary>
    public string Name => name;
}
