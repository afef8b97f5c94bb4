using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>A representative request on the 2022 plan.</summary>
internal sealed record GoldenRequest(string Name, string Document, object? Variables = null, Role Role = Role.Reader)
{
    public static readonly IReadOnlyList<GoldenRequest> All =
    [
        new("a task by its label", """
            {
              taskByLabel(planCode: "KG-CN-2022", label: "II.1.đ") {
                label
                title
                section { label heading }
                leadAgency { code name }
                coordinators { code }
                deadlines { phrase deliverable dueOn performer { name } timeliness(asOf: "2022-05-20") daysRemaining(asOf: "2022-05-20") }
              }
            }
            """),
        new("the outline of a plan", """
            { planByCode(code: "KG-CN-2022") { code year status signatory { name capacity } sections { label heading position } } }
            """),
        new("a page of tasks with their relations", """
            {
              tasks(first: 3, where: { leadAgency: { code: { eq: "SCT" } } }) {
                totalCount
                nodes { label leadAgency { code } assignments { role position agency { code } } deadlines { dueOn } }
                pageInfo { hasNextPage hasPreviousPage }
              }
            }
            """),
        new("tasks overdue on a filter of their deadlines", """
            query Due($by: LocalDate, $status: [TaskStatus!]) {
              tasks(first: 5, order: [{ section: { label: DESC } }, { label: ASC }],
                    where: { deadlines: { some: { dueOn: { lte: $by }, metOn: { eq: null } } }, status: { nin: $status } }) {
                nodes { label section { label } nextDeadline { dueOn } timeliness(asOf: "2022-07-01") }
              }
            }
            """, new { by = "2022-06-30", status = new[] { "COMPLETED", "CANCELLED" } }),
        new("tasks without a lead", """
            { tasks(where: { leadAgency: { id: { eq: null } } }) { nodes { label openCoordinationPhrase hasOpenCoordination } } }
            """),
        new("a search", """
            { tasks(search: "cum cong nghiep ĐẦU tư", first: 2) { totalCount nodes { label } } }
            """),
        new("the last page backward", """
            { deadlines(last: 3, order: [{ metOn: DESC }, { dueOn: ASC }]) { nodes { phrase dueOn task { label } } pageInfo { hasPreviousPage hasNextPage } } }
            """),
        new("a page for each section", """
            {
              planByCode(code: "KG-CN-2022") {
                sections { label tasks(first: 2, order: [{ title: ASC }]) { totalCount nodes { label } pageInfo { hasNextPage } } }
              }
            }
            """),
        new("statistics by agency", """
            {
              taskStatistics(groupBy: [AGENCY], asOf: "2022-07-01") { agency { code } total overdue dueSoon withoutDeadline averagePercentComplete }
            }
            """),
        new("statistics by quarter below a plan", """
            { plans { nodes { code statistics(groupBy: [DUE_QUARTER], asOf: "2022-05-20") { dueQuarter total overdue } } } }
            """),
        new("investment items of every type", """
            {
              investmentItems {
                nodes {
                  __typename code name stage localities { name parent { name } } tasks { label }
                  ... on IndustrialCluster { isPilot }
                  ... on IndustrialZone { phase }
                  ... on InvestmentProject { sector partners { code } }
                }
              }
            }
            """),
        new("what agencies lead and coordinate", """
            {
              agencies(where: { or: [{ code: { startsWith: "S" } }, { kind: { eq: MANAGEMENT_BOARD } }] }, order: [{ name: ASC }], first: 4) {
                nodes {
                  code name leads(first: 1) { totalCount nodes { label } } coordinates(first: 1) { totalCount } statistics(asOf: "2022-07-01") { overdue }
                }
              }
            }
            """),
        new("reports of a task for its coordinator", """
            {
              taskByLabel(planCode: "KG-CN-2022", label: "III.3") {
                label leadAgency { code } progressReports { totalCount nodes { obstacles } } amendments { totalCount }
              }
            }
            """, Role: Role.Coordinator),
        new("a page that is too large", """
            { plans { nodes { code tasks(first: 101) { nodes { label } } } } }
            """),
    ];

    public override string ToString() => Name;
}
