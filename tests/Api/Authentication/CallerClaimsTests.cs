using System.Text.Json;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class CallerClaimsTests
{
    [Theory]
    [InlineData("""{"role":"agency"}""", Role.Agency)]
    [InlineData("""{"role":"AGENCY"}""", Role.Agency)]
    [InlineData("""{"role":["Reader","agency"]}""", Role.Reader | Role.Agency)]
    [InlineData("""{"role":["coordinator","approver","admin","reader","agency"]}""", Role.Reader | Role.Agency | Role.Coordinator | Role.Approver | Role.Admin)]
    [InlineData("""{"role":["offline_access","reader",7,null,{"a":1}]}""", Role.Reader)]
    [InlineData("""{"role":"owner"}""", Role.None)]
    [InlineData("""{"role":"none"}""", Role.None)]
    [InlineData("""{"role":"1"}""", Role.None)]
    [InlineData("""{"role":1}""", Role.None)]
    [InlineData("""{"role":"reader,admin"}""", Role.None)]
    [InlineData("""{"role":[]}""", Role.None)]
    [InlineData("""{"roles":["admin"]}""", Role.None)]
    [InlineData("{}", Role.None)]
    public void Known_roles_add_up_and_unknown_ones_say_nothing(string claims, Role roles) => Assert.Equal(roles, Read(claims).Roles);

    [Theory]
    [InlineData("realm_access.roles", """{"realm_access":{"roles":["admin"]}}""")]
    [InlineData("realm_access.roles", """{"realm_access.roles":"admin"}""")]
    [InlineData("https://kg.example.vn/roles", """{"https://kg.example.vn/roles":["admin"]}""")]
    [InlineData("https://kg.example.vn/access.roles", """{"https://kg.example.vn/access":{"roles":["admin"]}}""")]
    [InlineData("resource_access.kg.plan.roles", """{"resource_access":{"kg.plan":{"roles":["admin"]}}}""")]
    [InlineData("a.b.c", """{"a":{"x":1},"a.b":{"c":"admin"}}""")]
    public void A_dotted_path_reaches_into_nested_claims_and_a_name_may_have_dots_itself(string path, string claims) =>
        Assert.Equal(Role.Admin, Read(claims, new(path, "agency")).Roles);

    [Theory]
    [InlineData("realm_access.roles", """{"realm_access":["admin"]}""")]
    [InlineData("realm_access.roles", """{"realm_access":{"roles":{"admin":true}}}""")]
    [InlineData("realm_access.roles", """{"role":"admin"}""")]
    public void A_path_that_leads_nowhere_gives_no_role(string path, string claims) =>
        Assert.Equal(Role.None, Read(claims, new(path, "agency")).Roles);

    [Theory]
    [InlineData("""{"agency":"SKHDT"}""", "SKHDT")]
    [InlineData("""{"agency":["SKHDT"]}""", "SKHDT")]
    [InlineData("""{"agency":["SKHDT","SKHDT"]}""", "SKHDT")]
    [InlineData("""{"agency":"nobody knows it"}""", "nobody knows it")]
    [InlineData("""{"agency":["SKHDT","SCT"]}""", null)]
    [InlineData("""{"agency":[]}""", null)]
    [InlineData("""{"agency":" "}""", null)]
    [InlineData("""{"agency":{"code":"SCT"}}""", null)]
    [InlineData("{}", null)]
    public void The_agency_is_the_one_that_the_token_names(string claims, string? agency) => Assert.Equal(agency, Read(claims).AgencyCode);

    [Fact]
    public void The_agency_may_be_nested_too() =>
        Assert.Equal("SCT", Read("""{"organization":{"code":["SCT"]}}""", new("role", "organization.code")).AgencyCode);

    [Theory]
    [InlineData("""{"name":"Lê Thị B","preferred_username":"b"}""", "Lê Thị B")]
    [InlineData("""{"preferred_username":"b"}""", "b")]
    [InlineData("""{"name":["a"]}""", null)]
    public void The_name_is_the_person_s_or_else_the_account_s(string claims, string? name) => Assert.Equal(name, Read(claims).Name);

    [Theory]
    [InlineData("""{"sub":"s","client_id":"c","azp":"a"}""", "s")]
    [InlineData("""{"client_id":"c","azp":"a"}""", "c")]
    [InlineData("""{"azp":"a"}""", "a")]
    public void The_subject_is_the_user_or_else_the_client(string claims, string subject)
    {
        using var payload = JsonDocument.Parse(claims);

        Assert.Equal(subject, CallerClaims.Default.Read(payload.RootElement, DateTimeOffset.MaxValue)?.Subject);
    }

    [Fact]
    public void A_token_of_nobody_has_no_caller()
    {
        using var payload = JsonDocument.Parse("""{"role":"admin","sub":""}""");

        Assert.Null(CallerClaims.Default.Read(payload.RootElement, DateTimeOffset.MaxValue));
    }

    private static Caller Read(string claims, CallerClaims? where = null)
    {
        var payload = JsonNode.Parse(claims)!.AsObject();
        payload["sub"] = "s";
        return (where ?? CallerClaims.Default).Read(JsonSerializer.SerializeToElement(payload), DateTimeOffset.MaxValue)!;
    }
}
