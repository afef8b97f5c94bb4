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
                "The settings are at fault; nothing was started.",
                "- Authentication:RoleClaim names no claim: give a name or a dotted path, e.g. realm_access.roles, or leave it out.",
                "- Authentication:Schemes:Bearer:Authority is missing: outside Development tokens come from an OpenID provider. "
                    + "Set Authentication__Schemes__Bearer__Authority to its address, e.g. https://id.example.vn/realms/kg.",
                "- Cors:Origins holds \"app.example.vn\", which is no origin: give scheme, host and port alone, e.g. https://app.example.vn.",
            ],
            error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).OrderBy(line => line[0] == '-').ThenBy(line => line, StringComparer.Ordinal));
        Assert.Empty(directory.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("The server could not start: Unrecognized scheme in server address 'ftp://localhost'.", "--urls", "ftp://localhost")]
    [InlineData("The server could not start: Could not find file ", "--urls=https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path=none.pfx")]
    public async Task An_address_or_certificate_that_cannot_be_used_is_named_in_one_line(string message, params string[] settings)
    {
        var (exitCode, output, error) = await Executable.RunAsync(directory.FullName, "Development", settings);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith(message, Assert.Single(error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_named_with_the_way_out()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var (exitCode, _, error) = await Executable.RunAsync(directory.FullName, "Development", "serve", "--urls", address);

        Assert.Equal(
            (1, $"Failed to bind to address {address}: address already in use. Set ASPNETCORE_URLS to another address, or end the process that has it."),
            (exitCode, error.TrimEnd()));
    }
}
