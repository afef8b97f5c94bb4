using System.Globalization;
using System.Text.RegularExpressions;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Commands;

/// <summary>Prints one JWT of the development issuer, and nothing else on standard output.</summary>
internal sealed partial class TokenCommand : ICommand
{
    private const int DefaultMinutes = 60;
    private const int MostMinutes = 366 * 24 * 60;

    private static readonly TimeSpan TimeToLookUp = TimeSpan.FromSeconds(3);

    public string Name => "token";

    public string Synopsis => "--role ROLE … [--agency CODE] [--name NAME] [--minutes 60]";

    public string Summary => "Development only: prints a token that a running server accepts at once. Roles: " + string.Join(", ", RoleNames());

    public IReadOnlyList<CommandOption> Options { get; } =
    [
        new("--role", OptionValue.Many),
        new("--agency", OptionValue.One),
        new("--name", OptionValue.One),
        new("--minutes", OptionValue.One),
    ];

    public async Task<int> RunAsync(CommandInput input)
    {
        var roles = RolesOf(input.ValuesOf("--role"));
        var agency = AgencyOf(input.ValueOf("--agency"));
        var minutes = MinutesOf(input.ValueOf("--minutes"));
        var name = string.IsNullOrWhiteSpace(input.ValueOf("--name")) ? null : input.ValueOf("--name");
        var environment = WebApplication.CreateSlimBuilder(input.Settings).Environment;
        if (!environment.IsDevelopment())
        {
            throw new CommandFailure($"The command token works only in Development. This is {environment.EnvironmentName}, where tokens come from the OpenID provider. "
                + "On a developer's machine set ASPNETCORE_ENVIRONMENT to Development.");
        }

        try
        {
            var token = CallerServices.CreateDevelopmentIssuer(environment, TimeProvider.System)
                .Issue(roles, agency, name, TimeSpan.FromMinutes(minutes));
            await Console.Out.WriteLineAsync(token);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailure($"The development signing key: {e.Message}", e);
        }

        if (agency is not null && !await IsKnownAsync(agency, input))
        {
            await Console.Error.WriteLineAsync($"Warning: the agency {agency} is not in the register, so this token acts for no agency. The query {{ agencies {{ nodes {{ code }} }} }} lists the codes.");
        }

        return 0;
    }

    // Where the database cannot say in time, nothing is said.
    private static async Task<bool> IsKnownAsync(string agency, CommandInput input)
    {
        var builder = WebApplication.CreateSlimBuilder(input.Settings);
        var options = DatabaseSetup.OptionsOf(builder);
        if (options.FindFaults().Count > 0)
        {
            return true;
        }

        await using var services = new ServiceCollection().AddPersistence(options).BuildServiceProvider();
        using var time = new CancellationTokenSource(TimeToLookUp);
        return await services.GetRequiredService<AgencyRegister>().HoldsAsync(agency, time.Token) is not false;
    }

    private static Role RolesOf(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            throw new UsageException("token needs at least one --role.");
        }

        return names.SelectMany(name => name.Split(',')).Aggregate(Role.None, (roles, name) => roles | RoleOf(name));
    }

    private static Role RoleOf(string name) =>
        Enum.GetValues<Role>().FirstOrDefault(role => role.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)) is var role and not Role.None
            ? role
            : throw new UsageException($"There is no role \"{name}\". There are {string.Join(", ", RoleNames())}.");

    private static string? AgencyOf(string? code) => code is null || AgencyCode().IsMatch(code)
        ? code
        : throw new UsageException($"\"{code}\" is no agency code: letters, digits, '.', '-' and '_'.");

    private static int MinutesOf(string? text)
    {
        if (text is null)
        {
            return DefaultMinutes;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= MostMinutes
            ? minutes
            : throw new UsageException($"--minutes needs a whole number from 1 to {MostMinutes}.");
    }

    private static IEnumerable<string> RoleNames() =>
        Enum.GetValues<Role>().Where(role => role != Role.None).Select(role => role.ToString().ToUpperInvariant());

    [GeneratedRegex(@"^[\p{L}\p{Nd}._-]+\z")]
    private static partial Regex AgencyCode();
}
