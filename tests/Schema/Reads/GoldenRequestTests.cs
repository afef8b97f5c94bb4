using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KGPlanGraph.Persistence;
using Snapshooter;
using Snapshooter.Xunit;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>
/// Representative requests on the 2022 plan: the request, PostgreSQL's SQL and the answer side by side in <c>__snapshots__</c>.
/// To rewrite one, delete its file and run the test.
/// </summary>
public sealed class GoldenRequestTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Representative_requests_are_answered_by_the_sql_and_the_json_that_were_looked_at()
    {
        await using var world = await ReadWorld.CreateAsync(DatabaseEngine.Postgres, _ => Task.CompletedTask);
        foreach (var request in GoldenRequest.All)
        {
            world.Sent.Clear();
            var answer = await world.AskAsync(new Observer(request.Role), request.Document, request.Variables);
            Snapshot.Match(Text(world, request, answer), new SnapshotFullName(request.Name.Replace(' ', '-') + ".snap", Folder()));
        }
    }

    [Fact]
    public async Task The_embedded_database_gives_the_same_answers()
    {
        await using var postgres = await ReadWorld.CreateAsync(DatabaseEngine.Postgres, _ => Task.CompletedTask);
        await using var sqlite = await ReadWorld.CreateAsync(DatabaseEngine.Sqlite, _ => Task.CompletedTask);
        foreach (var request in GoldenRequest.All)
        {
            var expected = await postgres.AskAsync(new Observer(request.Role), request.Document, request.Variables);
            var found = await sqlite.AskAsync(new Observer(request.Role), request.Document, request.Variables);
            Assert.Equal(expected.GetRawText(), found.GetRawText());
        }
    }

    private static string Text(ReadWorld world, GoldenRequest request, JsonElement answer)
    {
        var text = new StringBuilder($"# {request.Name}, for {request.Role}\n\n{request.Document.Trim()}\n");
        if (request.Variables is not null)
        {
            text.Append("\n# variables\n\n").Append(JsonSerializer.Serialize(request.Variables)).Append('\n');
        }

        foreach (var statement in world.Sent.All.SelectMany(batch => batch))
        {
            text.Append("\n# SQL\n\n").Append(statement.Text).Append('\n');
        }

        return text.Append("\n# answer\n\n").Append(JsonSerializer.Serialize(answer, Indented)).Append('\n').ToString();
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
