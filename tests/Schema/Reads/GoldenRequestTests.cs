using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using Snapshooter;
using Snapshooter.Xunit;

namespace KGPlanGraph.Tests.Schema.Reads;

/// <summary>
/// Representative requests on the 2022 plan, one in each file of <c>Golden</c>: the request, PostgreSQL's SQL and the answer side by side in
/// <c>Golden/__snapshots__</c>. To rewrite one, delete its snapshot, run the test twice and look at the difference.
/// </summary>
public sealed class GoldenRequestTests(GoldenWorlds worlds) : IClassFixture<GoldenWorlds>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Names() => [.. Files(Folder(), "*.graphql")];

    [Theory, MemberData(nameof(Names))]
    public async Task A_request_is_answered_by_the_sql_and_the_json_that_were_looked_at(string name)
    {
        var request = GoldenRequest.Read(Path.Combine(Folder(), name + ".graphql"));
        var (answer, statements) = await worlds.AskPostgresAsync(request);
        var isNew = !File.Exists(Path.Combine(Folder(), "__snapshots__", name + ".snap"));
        Snapshot.Match(Text(request, statements, answer), new SnapshotFullName(name + ".snap", Folder()));
        Assert.False(isNew, "The snapshot was missing and has been written: look at it.");
    }

    [Theory, MemberData(nameof(Names))]
    public async Task The_embedded_database_gives_the_same_answer(string name)
    {
        var request = GoldenRequest.Read(Path.Combine(Folder(), name + ".graphql"));
        var (expected, _) = await worlds.AskPostgresAsync(request);
        Assert.Equal(expected.GetRawText(), (await worlds.AskSqliteAsync(request)).GetRawText());
    }

    [Fact]
    public void Each_snapshot_has_its_request() =>
        Assert.Empty(Files(Path.Combine(Folder(), "__snapshots__"), "*.snap").Except(Files(Folder(), "*.graphql")));

    private static string Text(GoldenRequest request, IReadOnlyList<string> statements, JsonElement answer)
    {
        var text = new StringBuilder(request.Text);
        foreach (var statement in statements)
        {
            text.Append("\n# SQL\n\n").Append(statement).Append('\n');
        }

        return text.Append("\n# answer\n\n").Append(JsonSerializer.Serialize(answer, Indented)).Append('\n').ToString();
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}

/// <summary>A representative request: a document, which may begin with comments <c># role: COORDINATOR</c> and <c># variables: {…}</c>.</summary>
/// <param name="Text">The whole file.</param>
/// <param name="Role">Whose; a reader's unless said otherwise. An agency is SCT.</param>
/// <param name="Variables">As JSON; null for none.</param>
internal sealed record GoldenRequest(string Text, Role Role, JsonElement? Variables)
{
    private const string RolePrefix = "# role: ";
    private const string VariablesPrefix = "# variables: ";

    public Observer Observer => new(Role, Role == Role.Agency ? "SCT" : null);

    public static GoldenRequest Read(string file)
    {
        var text = File.ReadAllText(file);
        var lines = text.Split('\n');
        var role = lines.FirstOrDefault(line => line.StartsWith(RolePrefix, StringComparison.Ordinal))?[RolePrefix.Length..];
        var variables = lines.FirstOrDefault(line => line.StartsWith(VariablesPrefix, StringComparison.Ordinal))?[VariablesPrefix.Length..];
        return new(text, role is null ? Role.Reader : Enum.Parse<Role>(role), variables is null ? null : JsonDocument.Parse(variables).RootElement);
    }
}

/// <summary>The 2022 plan on both engines. Requests go one after another, so that what is sent to the database is each one's own.</summary>
public sealed class GoldenWorlds : IAsyncLifetime
{
    private ReadWorld? postgres;
    private ReadWorld? sqlite;

    public async Task InitializeAsync()
    {
        postgres = await ReadWorld.CreateAsync(DatabaseEngine.Postgres, _ => Task.CompletedTask);
        sqlite = await ReadWorld.CreateAsync(DatabaseEngine.Sqlite, _ => Task.CompletedTask);
    }

    /// <summary>PostgreSQL's answer, and the statements that it took.</summary>
    internal async Task<(JsonElement Answer, IReadOnlyList<string> Statements)> AskPostgresAsync(GoldenRequest request)
    {
        postgres!.Sent.Clear();
        var answer = await postgres.AskAsync(request.Observer, request.Text, request.Variables);
        return (answer, [.. postgres.Sent.All.SelectMany(batch => batch).Select(statement => statement.Text)]);
    }

    /// <summary>The embedded database's answer.</summary>
    internal Task<JsonElement> AskSqliteAsync(GoldenRequest request) => sqlite!.AskAsync(request.Observer, request.Text, request.Variables);

    public async Task DisposeAsync()
    {
        await postgres!.DisposeAsync();
        await sqlite!.DisposeAsync();
    }
}
