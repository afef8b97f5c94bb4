using GraphQL.Conversion;
using GraphQL.Types;

namespace KGPlanGraph.Schema.Definition;

/// <summary>Names are as the document writes them.</summary>
sealed class VerbatimNames : INameConverter
{
    public static readonly VerbatimNames Instance = new();

    public string NameForField(string fieldName, IComplexGraphType parentGraphType) => fieldName;

    public string NameForArgument(string argumentName, IComplexGraphType parentGraphType, FieldType field) => argumentName;
}
