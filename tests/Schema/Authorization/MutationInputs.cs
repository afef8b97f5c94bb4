using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Definition;
using KGPlanGraph.Schema.Scalars;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>The smallest inputs that the schema takes, made from it.</summary>
internal static class MutationInputs
{
    public static readonly IReadOnlyList<string> Names = [.. GraphQLSchema.Build().Mutation!.Fields.Select(field => field.Name)];

    /// <summary>A request for a mutation that asks for all its typed errors.</summary>
    public static string Document(string mutation) => $$"""
        mutation ($input: {{InputType(mutation).Name}}!) {
          {{mutation}}(input: $input) { __typename errors { __typename ... on Error { message } } }
        }
        """;

    /// <summary>Everything that must be given, and nothing else; ids lead nowhere.</summary>
    public static Dictionary<string, object?> Smallest(string mutation) => InputType(mutation).Fields
        .Where(field => field is { ResolvedType: NonNullGraphType, DefaultValue: null })
        .ToDictionary(field => field.Name, object? (field) => Value(field));

    /// <summary>The fields that take ids of a type, lists included.</summary>
    public static IEnumerable<(string Field, bool IsList)> IdFields(string mutation, string type) => InputType(mutation).Fields
        .Where(field => field.ResolvedType!.GetNamedGraphType().Name == "ID" && TypeOf(field.Name) == type)
        .Select(field => (field.Name, IsList(field.ResolvedType!)));

    /// <summary>An id that nothing has.</summary>
    public static string Missing(string type) => new GlobalId(type, 987_654).ToString();

    private static IInputObjectGraphType InputType(string mutation) =>
        (IInputObjectGraphType)GraphQLSchema.Build().Mutation!.GetField(mutation)!.Arguments!.Find("input")!.ResolvedType!.GetNamedGraphType();

    private static object Value(FieldType field) => field.ResolvedType!.GetNamedGraphType() switch
    {
        _ when IsList(field.ResolvedType!) => Array.Empty<object>(),
        EnumerationGraphType choice => choice.Values.First().Name,
        { Name: "ID" } => Missing(TypeOf(field.Name)),
        { Name: "Int" } => 1,
        { Name: "Boolean" } => true,
        { Name: "LocalDate" } => "2022-06-01",
        _ => "x",
    };

    // progressReportId, metDeadlineIds → ProgressReport, Deadline
    private static string TypeOf(string field) => field switch
    {
        "metDeadlineIds" => "Deadline",
        "sectionId" => "PlanSection",
        _ when field.EndsWith("gencyId", StringComparison.Ordinal) || field is "coordinatorIds" or "partnerIds" or "parentId" => "Agency",
        _ => char.ToUpperInvariant(field[0]) + field[1..].Replace("Ids", "", StringComparison.Ordinal).Replace("Id", "", StringComparison.Ordinal),
    };

    private static bool IsList(IGraphType type) => type is ListGraphType || (type is NonNullGraphType { ResolvedType: { } inner } && IsList(inner));
}
