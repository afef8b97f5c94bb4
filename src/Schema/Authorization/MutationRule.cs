using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;

namespace KGPlanGraph.Schema.Authorization;

/// <summary>
/// What a mutation asks of the object that it is about, besides its version and its input: which role, on a plan of which status, by which agency, in which
/// states. Said once: the mutation asks it of the object at hand, and <c>viewerCan</c> of all rows that are read, in their own statement.
/// </summary>
/// <param name="Mutation">The mutation, whose roles <see cref="Permissions.Mutations"/> says.</param>
/// <param name="Plan">The status that the plan must have.</param>
/// <param name="Party">Which agencies may do it.</param>
internal abstract record MutationRule(string Mutation, PlanStatus Plan, Party Party)
{
    /// <summary>The states of the object in which it is possible, as they are stored; empty where the plan's status alone counts.</summary>
    protected abstract IReadOnlyList<short> StoredStates { get; }

    /// <summary>Whether the plan allows it.</summary>
    public bool IsOn(Plan plan) => plan.Status == Plan;

    /// <summary>Whether the caller's agency may do it on a task with its assignments.</summary>
    public bool IsFor(Agency? agency, PlanTask task) => Party != Party.Assigned || (agency is not null && TaskAssignmentRule.IsAssigned(task, agency));

    /// <summary>Whether the caller's agency may do it with an object of an agency.</summary>
    public bool IsFor(Agency? agency, long ownerId) => Party != Party.Owner || agency?.Id == ownerId;

    /// <summary>The same as a condition on the rows of a type, for one caller.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="columns">Where the rows hold what the rule asks for.</param>
    public Condition For(Caller caller, RuleColumns columns)
    {
        if (!caller.HasAny(Permissions.Mutations[Mutation]) || PartyCondition(caller, columns) is not { } party)
        {
            return Condition.Never;
        }

        List<Condition> parts = [columns.OfPlan(new Comparison(new ColumnOperand(PlanTable.Status), ComparisonKind.Equal, (short)Plan))];
        if (StoredStates.Count > 0)
        {
            parts.Add(new AnyOf([.. StoredStates.Select(state => new Comparison(new ColumnOperand(columns.State!), ComparisonKind.Equal, state))]));
        }

        return new AllOf([.. parts, .. party]);
    }

    // Null where no row can be the caller's: who acts for no agency is no party.
    private Condition[]? PartyCondition(Caller caller, RuleColumns columns)
    {
        if (Party == Party.AnyAgency)
        {
            return [];
        }

        return caller.ActingFor is not { } code ? null : [Party == Party.Owner ? new IsAgency(columns.Owner!, code) : TaskAssignmentRule.IsAssigned(code)];
    }
}

/// <inheritdoc/>
internal sealed record MutationRule<TState>(string Mutation, PlanStatus Plan, Party Party, params TState[] States) : MutationRule(Mutation, Plan, Party)
    where TState : struct, Enum
{
    /// <inheritdoc/>
    protected override IReadOnlyList<short> StoredStates { get; } = [.. States.Select(state => Convert.ToInt16(state, null))];

    /// <summary>Whether the object's state allows it.</summary>
    public bool IsIn(TState state) => States.Contains(state);
}

/// <summary>Which agencies a mutation is for, besides the caller's role.</summary>
internal enum Party
{
    /// <summary>It does not matter whom the caller acts for.</summary>
    AnyAgency,

    /// <summary>Those that are assigned to the task.</summary>
    Assigned,

    /// <summary>The one whose the object is.</summary>
    Owner,
}

/// <summary>Where the rows of a type hold what rules ask for.</summary>
/// <param name="OfPlan">A condition on plans as one on the type's rows.</param>
/// <param name="State">The object's own state; null for a type without one that counts.</param>
/// <param name="Owner">The agency whose it is; null for a type without one.</param>
internal sealed record RuleColumns(Func<Condition, Condition> OfPlan, Column? State = null, Column? Owner = null);
