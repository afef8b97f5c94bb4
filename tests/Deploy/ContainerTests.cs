using System.Text.Json;
using System.Text.RegularExpressions;
using KGPlanGraph.Api.Commands;
using KGPlanGraph.Persistence;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Deploy;

/// <summary>What can be held of the container files without an engine; docs/deployment.md says what cannot.</summary>
public sealed partial class ContainerTests(ContainerFiles files) : IClassFixture<ContainerFiles>
{
    private const string Program = "/app/KGPlanGraph.Api";

    [Fact]
    public void The_Dockerfile_has_no_problem_that_its_language_server_knows() => Assert.Empty(files.Problems);

    [Fact]
    public void Everything_that_is_copied_exists_and_is_sent_to_the_engine()
    {
        var sent = File.ReadLines(RepositoryFiles.PathOf(".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        foreach (var source in files.Instructions("COPY").SelectMany(copy => copy[..^1]))
        {
            Assert.True(Path.Exists(RepositoryFiles.PathOf(source)), source);
            Assert.Contains(source.Split('/')[0], sent);
        }
    }

    [Fact]
    public void What_is_built_is_published_by_its_lock_files()
    {
        Assert.Contains(files.Instructions("RUN"), run => run.Contains("publish") && run.Contains("src/Api") && run.Contains("-p:RestoreLockedMode=true"));
        Assert.Contains(files.Instructions("RUN"), run => run is ["npm", "ci", ..]);
    }

    [Fact]
    public void The_image_runs_the_program_as_an_ordinary_user_and_asks_for_its_health_by_a_command_that_there_is()
    {
        Assert.Equal([Program], files.Program("ENTRYPOINT"));
        Assert.Equal(typeof(CommandLine).Assembly.GetName().Name, Path.GetFileName(Program));
        Assert.Equal([Program, new HealthCommand().Name, new HealthCommand().Options[0].Name], files.Program("HEALTHCHECK", "interval"));
        Assert.Equal(["${APP_UID}"], files.Instructions("USER").Last());
        var port = Assert.Single(files.Instructions("EXPOSE").Single());
        Assert.Contains($"ASPNETCORE_HTTP_PORTS={port}", files.Instructions("ENV").SelectMany(variables => variables));
    }

    [Fact]
    public void The_servers_wait_for_a_database_that_one_of_them_brought_up_to_date()
    {
        var services = files.Compose.GetProperty("services");

        Assert.Equal(["database", "migrate", "server-1", "server-2"], services.EnumerateObject().Select(service => service.Name).Order(StringComparer.Ordinal));
        foreach (var dependency in services.EnumerateObject().SelectMany(service => Members(service.Value, "depends_on")))
        {
            var condition = dependency.Value.GetProperty("condition").GetString();
            Assert.Equal(dependency.Name == "migrate" ? "service_completed_successfully" : "service_healthy", condition);
            Assert.Equal(dependency.Name != "migrate", services.GetProperty(dependency.Name).TryGetProperty("healthcheck", out _));
        }

        Assert.All(["server-1", "server-2"], server => Assert.Equal(2, Members(services.GetProperty(server), "depends_on").Count()));
        Assert.Equal(new MigrateCommand().Name, Assert.Single(Strings(services.GetProperty("migrate"), "command")));
    }

    [Fact]
    public void The_program_is_given_settings_that_it_knows_and_no_secret()
    {
        var known = KnownSettings.Read();

        foreach (var program in files.Programs)
        {
            var settings = Members(program.Value, "environment").ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!);
            Assert.Empty(settings.Keys.Except(known));
            var connection = new DatabaseOptions(settings["ConnectionStrings__KGPlanGraph"], ".");
            Assert.Empty(connection.FindFaults());
            Assert.StartsWith("Host=database;", connection.ConnectionString, StringComparison.Ordinal);
            Assert.DoesNotContain("Password=", connection.ConnectionString, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Secrets_are_files_of_their_own_that_are_not_kept_with_the_source()
    {
        var secrets = files.Compose.GetProperty("secrets").EnumerateObject().ToDictionary(secret => secret.Name, secret => secret.Value.GetProperty("file").GetString()!);
        var services = files.Compose.GetProperty("services");

        Assert.All(services.EnumerateObject(), service => Assert.Empty(Strings(service.Value, "secrets").Except(secrets.Keys)));
        Assert.All(SecretPath().Matches(services.GetRawText()), path => Assert.Contains(path.Groups[1].Value, secrets.Keys));
        Assert.All(secrets.Values, file => Assert.StartsWith("secrets/", file, StringComparison.Ordinal));
        Assert.Contains("secrets/", File.ReadLines(RepositoryFiles.PathOf("deploy/.gitignore")));
    }

    [Fact]
    public void Servers_listen_on_the_images_port_have_time_to_end_and_are_asked_whether_they_are_ready()
    {
        var port = files.Instructions("EXPOSE").Single()[0];

        foreach (var server in files.Programs.Where(program => program.Name.StartsWith("server", StringComparison.Ordinal)))
        {
            Assert.EndsWith($":{port}", Assert.Single(Strings(server.Value, "ports")), StringComparison.Ordinal);
            Assert.Equal(["CMD", Program, new HealthCommand().Name], Strings(server.Value.GetProperty("healthcheck"), "test"));
            Assert.True(int.Parse(server.Value.GetProperty("stop_grace_period").GetString()!.TrimEnd('s'), null) > 10);
            var build = server.Value.GetProperty("build");
            var context = Path.Combine(RepositoryFiles.PathOf("deploy"), build.GetProperty("context").GetString()!);
            Assert.True(File.Exists(Path.Combine(context, build.GetProperty("dockerfile").GetString()!)));
        }
    }

    private static IEnumerable<JsonProperty> Members(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) ? member.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private static IEnumerable<string> Strings(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) ? member.EnumerateArray().Select(item => item.GetString()!) : [];

    [GeneratedRegex("/run/secrets/([a-z-]+)")]
    private static partial Regex SecretPath();
}
