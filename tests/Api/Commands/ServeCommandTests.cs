using System.Net;
using System.Net.Sockets;

namespace KGPlanGraph.Tests.Api.Commands;

public sealed class ServeCommandTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("kg-");

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task Faulty_settings_are_all_named_and_nothing_is_started()
    {
        var (exitCode, output, error) = await Executable.RunAsync(
            directory.FullName, null, "--urls", "http://127.0.0.1:0", "--Cors:Origins:0=app.example.vn", "--Authentication:RoleClaim=.");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(
            [
                "The settings are not valid; nothing was started.",
                "- Authentication:RoleClaim names no claim: give a name or a dotted path, e.g. realm_access.roles, or leave it out.",
                "- Authentication:Schemes:Bearer:Authority is missing: outside Development tokens come from an OpenID provider. "
                    + "Set Authentication__Schemes__Bearer__Authority to its address, e.g. https://id.example.vn/realms/kg.",
                "- Cors:Origins holds \"app.example.vn\", which is no origin: give scheme, host and port alone, e.g. https://app.example.vn.",
            ],
            error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).OrderBy(line => line[0] == '-').ThenBy(line => line, StringComparer.Ordinal));
        Assert.Empty(directory.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("GraphQL:MaxPageSize is 'abc'", "--GraphQL:MaxPageSize=abc")]
    [InlineData("GraphQL:MaxResponseBytes is '0', but must be a whole number from 1 to 536870912.", "--GraphQL:MaxResponseBytes=0")]
    [InlineData("GraphQL:ExecutionTimeout is '-1'", "--GraphQL:ExecutionTimeout=-1")]
    [InlineData("GraphQL:KeepAnswers is 'maybe'", "--GraphQL:KeepAnswers=maybe")]
    [InlineData("GraphQL:MaxConcurrentRequests is '0'", "--GraphQL:MaxConcurrentRequests=0")]
    [InlineData("GraphQL:PersistedDocuments is '/nope'", "--GraphQL:PersistedDocuments=/nope")]
    [InlineData("GraphQL:RoleBudgets is 'BOSS'", "--GraphQL:RoleBudgets:BOSS:MaxFieldCost=5")]
    [InlineData("GraphQL:RoleBudgets:READER:Max does not exist", "--GraphQL:RoleBudgets:READER:Max=5")]
    [InlineData("Ide:Enabled is 'maybe'", "--Ide:Enabled=maybe")]
    [InlineData("FirstData:Load is 'maybe'", "--FirstData:Load=maybe")]
    [InlineData("ASPNETCORE_URLS is 'foo'", "--urls=foo")]
    [InlineData("Logging:LogLevel:Default is 'Bogus'", "--Logging:LogLevel:Default=Bogus")]
    [InlineData("Logging:Console:LogLevel:Default is 'Bogus'", "--Logging:Console:LogLevel:Default=Bogus")]
    [InlineData("GraphQL:Typo does not exist. Under GraphQL there are ", "--GraphQL:Typo=1")]
    [InlineData("GraphQL takes no value of its own, but has names below it, such as GraphQL:MaxPageSize.", "--GraphQL=5")]
    [InlineData("Ide takes no value of its own, but has names below it, such as Ide:Enabled.", "--Ide=true")]
    [InlineData("GraphQL:RoleBudgets takes no value of its own", "--GraphQL:RoleBudgets=5")]
    [InlineData("GraphQL:RoleBudgets:READER takes no value of its own", "--GraphQL:RoleBudgets:READER=5")]
    [InlineData("Logging:LogLevel takes no value of its own, but has names below it, such as Logging:LogLevel:Default.", "--Logging:LogLevel=Warning")]
    [InlineData("Cors:Headers holds \"a b\", which is no name of a header", "--Cors:Headers:0=a b")]
    [InlineData("Authentication:Schemes:Bearer:Autority does not exist", "--Authentication:Schemes:Bearer:Autority=x")]
    [InlineData("ConnectionStrings:KGPlanGrap does not exist. Under ConnectionStrings there is KGPlanGraph.", "--ConnectionStrings:KGPlanGrap=Host=db")]
    public async Task A_setting_that_is_wrong_or_does_not_exist_refuses_the_start_in_a_line_beside_all_others(string fault, string setting)
    {
        var (exitCode, output, error) = await Executable.RunAsync(directory.FullName, "Development", setting, "--Cors:Origins:0=app.example.vn");

        Assert.Equal((1, ""), (exitCode, output));
        var lines = error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("The settings are not valid; nothing was started.", lines[0]);
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines, line => line.StartsWith($"- {fault}", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("- Cors:Origins holds", StringComparison.Ordinal));
        Assert.Empty(directory.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_settings_file_that_cannot_be_read_is_named_without_a_stack()
    {
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "appsettings.json"), "{ \"GraphQL\": ");

        var (exitCode, output, error) = await Executable.RunAsync(directory.FullName, "Development");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("appsettings.json", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_one_line_with_the_commit()
    {
        var (exitCode, output, error) = await Executable.RunAsync(directory.FullName, null, "--version");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"^KGPlanGraph \d+\.\d+\.\d+( \([0-9a-f]{12}\))?\n$", output);
    }

    [Theory]
    [InlineData("The server could not start: Could not find file ", "--urls=https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path=none.pfx")]
    public async Task A_certificate_that_cannot_be_read_is_named_in_one_line(string message, params string[] settings)
    {
        var (exitCode, output, error) = await Executable.RunAsync(directory.FullName, "Development", settings);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith(message, Assert.Single(error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Development", false, "--Ide:Enabled=false")]
    [InlineData("Production", false)]
    [InlineData("Production", true, "--Ide:Enabled=true")]
    public async Task The_banner_names_the_IDE_where_it_is_on_and_what_gives_tokens(string environment, bool namesIde, params string[] settings)
    {
        await using var app = KGPlanGraph.Api.Server.Build(
        [
            "--urls=http://127.0.0.1:0", $"--environment={environment}", $"--contentRoot={directory.FullName}", "--FirstData:Load=false", "--Logging:LogLevel:Default=None",
            "--Authentication:Schemes:Bearer:Authority=https://id.example.vn/realms/kg", "--Authentication:Schemes:Bearer:ValidAudience=kgplangraph", .. settings,
        ]);
        await app.StartAsync();

        var lines = KGPlanGraph.Api.Commands.StartBanner.Of(app).Split(Environment.NewLine);

        Assert.Equal($"KGPlanGraph ({environment})", lines[0]);
        Assert.Equal(namesIde, lines.Any(line => line.Contains("IDE", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains($"{app.Urls.First()}/graphql", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith(environment == "Production" ? "from https://id.example.vn/realms/kg" : "token --role COORDINATOR", StringComparison.Ordinal));
        await app.StopAsync();
    }

    [Fact]
    public async Task An_address_in_use_is_named_with_the_way_out()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var (exitCode, _, error) = await Executable.RunAsync(directory.FullName, "Development", "serve", "--urls", address);

        Assert.Equal(
            (1, $"Failed to bind to address {address}: address already in use. Set ASPNETCORE_URLS to another address, or end the process that uses it."),
            (exitCode, error.TrimEnd()));
    }
}
