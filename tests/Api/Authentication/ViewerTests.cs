using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Authentication;

/// <summary>Through the whole server: what <c>me</c> says is what the token says.</summary>
public sealed class ViewerTests
{
    private const string Me = "{ me { subject name roles agency { code } } }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Me_is_the_bearer_of_the_token(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine);
        await using var server = new PlanServer(database);

        var me = (await server.DataAsync(Me, roles: Role.Agency | Role.Reader, agency: "SKHDT")).GetProperty("me");

        Assert.Equal(
            """{"subject":"READER+AGENCY@SKHDT","name":null,"roles":["READER","AGENCY"],"agency":{"code":"SKHDT"}}""",
            JsonSerializer.Serialize(me).Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_agency_that_the_register_does_not_hold_is_none(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(engine);
        await using var server = new PlanServer(database);

        var me = (await server.DataAsync(Me, roles: Role.Agency, agency: "NOBODY")).GetProperty("me");

        Assert.Equal(JsonValueKind.Null, me.GetProperty("agency").ValueKind);
    }

    [Fact]
    public async Task Without_a_token_nobody_is_told_who_he_is()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseEngine.Sqlite);
        await using var server = new PlanServer(database);

        var error = (await server.AskAsync(Me, roles: Role.None)).GetProperty("errors")[0];

        Assert.Equal("AUTH_NOT_AUTHENTICATED", error.GetProperty("extensions").GetProperty("code").GetString());
    }
}
