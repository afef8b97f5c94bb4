namespace KGPlanGraph.Consumer;

/// <summary>What is copied of each object: the same in lists and in changes, so that both write the same rows.</summary>
internal static class Selections
{
    /// <summary>The lists that hold everything, in the order in which objects refer to each other.</summary>
    public static readonly string[] Lists =
        ["agencies", "localities", "plans", "sections", "tasks", "deadlines", "investmentItems", "progressReports", "amendments"];

    // Fields that differ in type have names of their own: GraphQL merges what stands under one name.
    private const string Copied = """
        fragment Copied on Node {
          __typename id
          ... on Agency { code name englishName agencyKind: kind aliases parent { id } version }
          ... on Locality { statisticalCode: code name localityKind: kind parent { id } }
          ... on LegalDocument { number title issuedOn issuedBy: issuer { id } }
          ... on Plan { code title year lastYear documentType planStatus: status issuer { id } documentNumber issuedOn recipients legalDocuments { id } version }
          ... on PlanSection { label heading body position plan { id } parent { id } }
          ... on Task {
            label title content deliverableKind taskStatus: status percentComplete plan { id } section { id } leadAgency { id } coLeads { id }
            coordinators { id } hasOpenCoordination openCoordinationPhrase expectedOutput legalDocuments { id } localities { id } version
          }
          ... on Deadline { deadlineKind: kind phrase deliverable dueOn originalDueOn metOn performer { id } task { id } }
          ... on InvestmentItem { code name stage managingAgency { id } localities { id } areaHectares capitalVnd callsForInvestment note version }
          ... on ProgressReport { task { id } agency { id } reportedOn reportStatus: status reportedStatus: taskStatus percentComplete summary version }
          ... on Amendment { task { id } agency { id } amendmentKind: kind amendmentStatus: status reason version }
        }
        """;

    /// <summary>A page of changes of which nothing is read but where it ends.</summary>
    public const string Places = "query Places($after: String) { changes(first: 100, after: $after) { pageInfo { endCursor hasNextPage } } }";

    /// <summary>A page of changes, each with its object as it is now.</summary>
    public const string Changes = """
        query Changes($after: String) {
          changes(first: 50, after: $after) { nodes { kind subjectId object { ...Copied } } pageInfo { endCursor hasNextPage } }
        }
        """ + "\n" + Copied;

    /// <summary>A page of one list. Cited documents have no list: they come with the plans and tasks that cite them.</summary>
    public static string Page(string list) =>
        $$"""query Page($after: String) { {{list}}(first: 50, after: $after) { nodes { ...Copied{{Cited(list)}} } pageInfo { endCursor hasNextPage } } }"""
        + "\n" + Copied;

    private static string Cited(string list) => list is "plans" or "tasks" ? " cited: legalDocuments { ...Copied }" : "";
}
