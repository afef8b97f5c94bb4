using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Conditions;
using KGPlanGraph.Persistence.Reading.Operands;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Schema.Nouns;

/// <summary>The rule that most nouns share.</summary>
internal static class Visibility
{
    /// <summary>What belongs to a draft plan exists only for those who see drafts.</summary>
    public static Func<Caller, Condition> OutsideDrafts(Column draftPlanId)
    {
        var published = new Comparison(new ColumnOperand(draftPlanId), ComparisonKind.Equal, null);
        return caller => caller.HasAny(Permissions.SeesDrafts) ? Condition.Always : published;
    }
}
