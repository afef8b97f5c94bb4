using System.Text.Json;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Api.Authentication;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Api.Commands;

public sealed class TokenCommandTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kg-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task It_prints_one_token_and_nothing_else_which_a_running_server_accepts()
    {
        await using var server = await CallerServer.StartAsync([], "Development", directory.FullName);

        var (exitCode, output, error) = await RunAsync("Development", "token", "--role", "AGENCY", "--agency", "SKHDT", "--name", "Lê Thị B", "--minutes", "5");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.EndsWith("\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output.TrimEnd());
        var caller = await server.CallAsync(output.TrimEnd());
        Assert.Equal(("Lê Thị B", Role.Agency, "SKHDT"), (caller.Name, caller.Roles, caller.AgencyCode));
        Assert.InRange(caller.ExpiresAt!.Value, DateTimeOffset.UtcNow.AddMinutes(4), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Theory]
    [InlineData("--role", "reader", "Approver")]
    [InlineData("--role", "reader", "--role", "APPROVER")]
    [InlineData("--role=reader", "--role=approver")]
    public async Task Roles_may_be_many(params string[] options)
    {
        var (_, output, _) = await RunAsync("Development", ["token", .. options]);

        using var payload = JsonDocument.Parse(Convert.FromBase64String(Padded(output.Split('.')[1])));
        Assert.Equal(Role.Reader | Role.Approver, CallerClaims.Default.Read(payload.RootElement, DateTimeOffset.MaxValue)!.Roles);
    }

    [Theory]
    [InlineData(null, "Production")]
    [InlineData("Production", "Production")]
    [InlineData("Staging", "Staging")]
    public async Task No_other_environment_makes_tokens(string? environment, string named)
    {
        var (exitCode, output, error) = await RunAsync(environment, "token", "--role", "ADMIN");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"The command token works only in Development. This is {named}", error, StringComparison.Ordinal);
        Assert.Empty(directory.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("token needs at least one --role.", "token")]
    [InlineData("There is no role \"owner\".", "token", "--role", "owner")]
    [InlineData("There is no role \"none\".", "token", "--role", "none")]
    [InlineData("There is no role \"1\".", "token", "--role", "1")]
    [InlineData("--role needs a value.", "token", "--role")]
    [InlineData("\"S K\" is no agency code", "token", "--role", "agency", "--agency", "S K")]
    [InlineData("--minutes needs a whole number", "token", "--role", "agency", "--minutes", "0")]
    [InlineData("token has no option --rule.", "token", "--rule", "agency")]
    [InlineData("token does not take the argument \"now\".", "token", "now", "--role", "agency")]
    [InlineData("There is no command \"tokens\".", "tokens")]
    [InlineData("serve has no option --verbose.", "--verbose")]
    public async Task What_is_not_understood_is_answered_with_the_usage(string message, params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync("Development", arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith(message, error, StringComparison.Ordinal);
        Assert.Contains("Usage: ", error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task An_agency_that_the_register_lacks_is_warned_of_on_standard_error_and_gets_its_token(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateWithFirstDataAsync(engine);
        string[] settings = database.Options.ConnectionString is { } connectionString ? [$"--ConnectionStrings:KGPlanGraph={connectionString}"] : [];

        var (known, _, silence) = await Executable.RunAsync(
            database.Options.ContentRoot, "Development", ["token", "--role", "AGENCY", "--agency", "SKHDT", .. settings]);
        var (exitCode, output, warning) = await Executable.RunAsync(
            database.Options.ContentRoot, "Development", ["token", "--role", "AGENCY", "--agency", "SKHDX", .. settings]);

        Assert.Equal((0, ""), (known, silence));
        Assert.Equal((0, 3), (exitCode, output.TrimEnd().Split('.').Length));
        Assert.StartsWith("Warning: the agency SKHDX is not in the register, so this token acts for no agency.", Assert.Single(warning.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ConnectionStrings:KGPlanGraph=Host=127.0.0.1;Port=1;Database=d;Username=u")]
    [InlineData("--ConnectionStrings:KGPlanGraph=nonsense")]
    [InlineData("--FirstData:Load=true")]
    public async Task Without_a_database_that_can_be_asked_the_token_comes_without_a_warning(string setting)
    {
        var (exitCode, output, error) = await RunAsync("Development", "token", "--role", "AGENCY", "--agency", "SKHDX", setting);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(3, output.TrimEnd().Split('.').Length);
    }

    [Fact]
    public async Task Help_is_the_usage_on_standard_output()
    {
        var (exitCode, output, error) = await RunAsync(null, "--help");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("token --role ROLE … [--agency CODE] [--name NAME] [--minutes 60]", output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(string? environment, params string[] arguments) =>
        Executable.RunAsync(directory.FullName, environment, arguments);

    private static string Padded(string base64Url) =>
        base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');
}
