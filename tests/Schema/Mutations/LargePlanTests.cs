using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.PlanImports;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Plans of hundreds and thousands of tasks: what they come to, and what they cost others.</summary>
public sealed class LargePlanTests(FirstDataServers servers) : IClassFixture<FirstDataServers>
{
    private const string Report = "report { sections tasks deadlines }";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_document_of_two_thousand_items_is_imported_and_published_as_a_whole(DatabaseEngine engine)
    {
        var (database, server) = await servers.GetAsync(engine);

        var input = new { code = "BIG", document = Big(sections: 100) };
        var payload = await ImportAsync(server, input, $"plan {{ id tasks(first: 1) {{ totalCount }} }} {Report}");

        Assert.Equal(2000, payload.GetProperty("plan").GetProperty("tasks").GetProperty("totalCount").GetInt32());
        Assert.Equal("""{"sections":101,"tasks":2000,"deadlines":2000}""", payload.GetProperty("report").GetRawText());
        const string Told = "SELECT count(*) FROM changes JOIN tasks ON tasks.id = subject_id JOIN plans ON plans.id = plan_id "
            + "WHERE subject = 2 AND code = 'BIG'";
        Assert.Equal(2000L, Convert.ToInt64(await database.ScalarAsync(Told), null));

        var planId = payload.GetProperty("plan").GetProperty("id").GetString();
        var publication = new { planId, expectedVersion = 1, documentNumber = "1", issuedOn = "2023-01-31" };
        var published = await server.DataAsync(
            MutationDocument.Of("publishPlan", "plan { tasks(first: 1) { totalCount } }"), new { input = publication }, Role.Approver);
        Assert.Equal(JsonValueKind.Null, published.GetProperty("publishPlan").GetProperty("errors").ValueKind);
        Assert.Equal(2000L, Convert.ToInt64(await database.ScalarAsync(Told + " AND public_kind = 0"), null));
        var seen = await server.DataAsync("{ tasks(where: { plan: { code: { eq: \"BIG\" } } }) { totalCount } }");
        Assert.Equal(2000, seen.GetProperty("tasks").GetProperty("totalCount").GetInt32());
    }

    /// <summary>Those of EF Core, which writes each row by a statement of its own, or of a batch: rows beyond a few hundred go another way.</summary>
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_plan_of_six_hundred_tasks_takes_as_many_statements_as_one_of_three_hundred(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        await using var server = new PlanServer(database, new Dictionary<string, string> { ["GraphQL:ExecutionTimeout"] = "00:10:00" });
        using var commands = new CountedCommands(database);
        var counts = new List<(int Import, int ImportAgain, int Publication)>();
        // The first of all asks for what is cached afterwards.
        foreach (var tasks in new[] { 300, 300, 600 })
        {
            var code = $"COUNT-{counts.Count}";
            commands.Restart();
            await ImportAsync(server, new { code, document = Big(sections: tasks / 20) }, Report);
            var import = commands.Count;
            commands.Restart();
            var plan = (await ImportAsync(server, new { code, document = Big(sections: tasks / 20), replaceDraft = true }, "plan { id version tasks(first: 1) { totalCount } }")).GetProperty("plan");
            var again = commands.Count;
            Assert.Equal(tasks, plan.GetProperty("tasks").GetProperty("totalCount").GetInt32());
            commands.Restart();
            var published = await server.DataAsync(
                MutationDocument.Of("publishPlan", "plan { status }"),
                new { input = new { planId = plan.GetProperty("id").GetString(), expectedVersion = 1, documentNumber = "1", issuedOn = "2023-01-31" } }, Role.Approver);
            counts.Add((import, again, commands.Count));
            Assert.Equal(JsonValueKind.Null, published.GetProperty("publishPlan").GetProperty("errors").ValueKind);
        }

        Assert.All(counts, count => Assert.InRange(count.Import, 1, 60));
        Assert.Equal(counts[1], counts[2]);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_register_that_others_change_during_the_reading_is_asked_again_a_few_times(DatabaseEngine engine)
    {
        var (database, server) = await servers.GetAsync(engine);
        var code = $"RACE-{engine}";
        using (var once = new RegisterEditor(database, times: 1))
        {
            var payload = await ImportAsync(server, new { code, document = Big(sections: 1) }, Report);
            Assert.Equal((JsonValueKind.Null, 1), (payload.GetProperty("errors").ValueKind, once.Edits));
        }

        using var always = new RegisterEditor(database, times: int.MaxValue);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql");
        request.Headers.Authorization = new("Bearer", server.Token(Role.Coordinator));
        request.Headers.AcceptLanguage.ParseAdd("vi");
        request.Content = JsonContent.Create(new { query = MutationDocument.Of("importPlan", Report), variables = new { input = new { code = code + "-2", document = Big(sections: 1) } } });
        using var response = await server.Http.SendAsync(request);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors")[0];

        Assert.Equal((HttpStatusCode.ServiceUnavailable, DocumentReadings.MostReadings), (response.StatusCode, always.Edits));
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("SERVER_BUSY", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.StartsWith("Danh mục cơ quan", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0L, Convert.ToInt64(await database.ScalarAsync($"SELECT count(*) FROM plans WHERE code = '{code}-2'"), null));
    }

    // Twenty items a section, in the order of the Vietnamese alphabet as plans use it.
    private static string Big(int sections)
    {
        var text = new StringBuilder("**KẾ HOẠCH**\n\n**Phát triển công nghiệp tỉnh Kiên Giang năm 2023**\n\n**I. NỘI DUNG THỰC HIỆN**\n\n");
        for (var section = 1; section <= sections; section++)
        {
            text.Append(CultureInfo.InvariantCulture, $"**{section}. Nhóm nhiệm vụ {section}**\n\n");
            foreach (var letter in "abcdđeghiklmnopqrstu")
            {
                text.Append(CultureInfo.InvariantCulture, $"{letter}) Việc {section}. Giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính; ")
                    .Append("**hoàn thành trong quý II/2023.**\n\n");
            }
        }

        return text.ToString();
    }

    private static async Task<JsonElement> ImportAsync(PlanServer server, object input, string selection) =>
        (await server.DataAsync(MutationDocument.Of("importPlan", selection), new { input }, Role.Coordinator)).GetProperty("importPlan");

    /// <summary>Another program, which changes an agency as soon as the registers have been read outside of a transaction.</summary>
    private sealed class RegisterEditor(TestDatabase database, int times) : EntityFrameworkObserver(database)
    {
        public int Edits { get; private set; }

        protected override void OnExecuted(CommandExecutedEventData executed)
        {
            if (Edits < times && executed.Command.Transaction is null && executed.Command.CommandText.Contains("localities", StringComparison.Ordinal))
            {
                Edits++;
                using var connection = Test.Database.OpenWriteAsync().AsTask().GetAwaiter().GetResult();
                using var command = connection.CreateCommand();
                command.CommandText = $"UPDATE agencies SET english_name = coalesce(english_name, '') || 'x' WHERE code = 'SCT'";
                command.ExecuteNonQuery();
            }
        }
    }
}
