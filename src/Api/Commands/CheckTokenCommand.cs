using System.Globalization;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Schema.Authorization;

namespace KGPlanGraph.Api.Commands;

/// <summary>Prints what a server of the same settings understands of a token: for those who set up an OpenID provider.</summary>
internal sealed class CheckTokenCommand : ICommand
{
    public string Name => "check-token";

    public string Synopsis => "[TOKEN]";

    public string Summary => "Prints what the service reads from a token (from standard input if none is given); exit code 1 with the reason if the token is refused.";

    public int OptionalArguments => 1;

    public async Task<int> RunAsync(CommandInput input)
    {
        var token = (input.Arguments is [var given] ? given : await Console.In.ReadToEndAsync()).Trim();
        if (token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            token = token["Bearer ".Length..].Trim();
        }

        var builder = WebApplication.CreateSlimBuilder(input.Settings).AddDefaultSettings().AddCallers();
        builder.Logging.ClearProviders();
        SettingsErrors.ThrowIfAny(builder);
        await using var app = builder.Build();
        var result = await app.Services.GetRequiredService<ITokenVerifier>().VerifyAsync(token, CancellationToken.None);
        if (result.Caller is not { } caller)
        {
            throw new CommandFailure($"refused: {TokenFailures.MessageFor(result.Failure ?? TokenFailure.Malformed).English}");
        }

        var roles = Enum.GetValues<Role>().Where(role => role != Role.None && caller.Roles.HasFlag(role)).Select(role => role.ToString().ToUpperInvariant()).ToList();
        await Console.Out.WriteLineAsync($"accepted{Environment.NewLine}"
            + $"  roles    {(roles.Count > 0 ? string.Join(", ", roles) : "none that the service knows: the token has no rights")}{Environment.NewLine}"
            + $"  agency   {caller.AgencyCode ?? "none"}{Environment.NewLine}"
            + $"  subject  {caller.Subject ?? "none"}{Environment.NewLine}"
            + $"  expires  {caller.ExpiresAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never"}");
        return 0;
    }
}
