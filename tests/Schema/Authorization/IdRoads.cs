using GraphQL.Types;
using KGPlanGraph.Schema.Compilation;

namespace KGPlanGraph.Tests.Schema.Authorization;

/// <summary>The roads on which a caller names objects by what it knows of them: ids, codes, labels, words.</summary>
internal static class IdRoads
{
    public static IEnumerable<(string Name, string Document)> All(MatrixData data) =>
    [
        ("node", Each(data.Objects, it => $$"""node(id: "{{it.Id}}") { id }""")),
        .. data.Objects.Chunk(100).Select((part, index) => ($"nodes {index}", $$"""{ nodes(ids: [{{Ids(part)}}]) { id } }""")),
        ("plan", Each(OfType(data, "Plan"), it => $$"""plan(id: "{{it.Id}}") { id }""")),
        ("task", Each(OfType(data, "Task"), it => $$"""task(id: "{{it.Id}}") { id }""")),
        ("planByCode", Each(Codes, code =>
            $$"""planByCode(code: "{{code}}") { id sections { id } legalDocuments { id } tasks(first: 1000) { totalCount nodes { id } } }""")),
        ("taskByLabel", Each(Codes, code => $$"""taskByLabel(planCode: "{{code}}", label: "I.1.a") { id plan { id } section { id } deadlines { id } }""")),
        ("changes of an object", Each(data.Objects, it =>
            $$"""changes(first: 1000, where: { subjectId: { eq: "{{it.Id}}" } }) { totalCount nodes { subjectId object { id } } }""")),
        .. SchemaRoads.Lists.Keys.Where(list => SchemaRoads.Query.GetField(list)!.Arguments!.Find("search") is not null)
            .Select(list => ($"{list} with search", Each(Codes, code => $$"""{{list}}(first: 1000, search: "word{{code}}") { totalCount nodes { id } }"""))),
        .. SchemaRoads.Lists.Keys.Where(list => Filter(list)?.GetField("id") is not null)
            .Select(list => ($"{list} by id", Each(OfType(data, SchemaRoads.Lists[list].Name), it =>
                $$"""{{list}}(where: { id: { eq: "{{it.Id}}" } }) { totalCount nodes { id } }"""))),
        .. from list in SchemaRoads.Lists.Keys
           from field in Filter(list)?.Fields ?? []
           let target = TypeOf(field)
           where target is not null
           select ($"{list} by {field.Name}.id", Each(OfType(data, target), it =>
               $$"""{{list}}(first: 1000, where: { {{field.Name}}: { id: { eq: "{{it.Id}}" } } }) { totalCount nodes { id } }""")),
    ];

    public static IInputObjectGraphType? Filter(string list) => SchemaRoads.Argument(list, "where") as IInputObjectGraphType;

    /// <summary>The objects of a type; of the interface those of its three.</summary>
    public static IEnumerable<MatrixObject> OfType(MatrixData data, string type) => data.Objects.Where(it =>
        it.Type == type || (type == "InvestmentItem" && it.Type is "IndustrialZone" or "IndustrialCluster" or "InvestmentProject"));

    private static readonly string[] Codes = ["FORCE", "CLOSED", "DRAFT", "PUBLISHED", "NONE"];

    private static string? TypeOf(FieldType field) =>
        field.ResolvedType!.GetNamedGraphType() is IInputObjectGraphType { Name: var name } && field.Name is not ("and" or "or")
        && name.EndsWith("FilterInput", StringComparison.Ordinal) && !name.EndsWith("OperationFilterInput", StringComparison.Ordinal)
            ? name[..^"FilterInput".Length]
            : null;

    private static string Ids(IEnumerable<MatrixObject> objects) => string.Join(", ", objects.Select(it => $"\"{it.Id}\""));

    private static string Each<T>(IEnumerable<T> items, Func<T, string> field) =>
        "{ __typename " + string.Join("\n", items.Select((item, index) => $"a{index}: {field(item)}")) + " }";
}
