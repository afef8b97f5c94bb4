using GraphQL.Validation;

namespace KGPlanGraph.Schema.Execution;

/// <summary>The specification's validation rules, as graphql-dotnet has them, until there are enough errors.</summary>
internal static class ValidationRules
{
    public static readonly IReadOnlyList<IValidationRule> All = [new EnoughErrors(), .. DocumentValidator.CoreRules];
}
