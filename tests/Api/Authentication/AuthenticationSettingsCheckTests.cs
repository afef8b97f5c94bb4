using KGPlanGraph.Api.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Tests.Api.Authentication;

public sealed class AuthenticationSettingsCheckTests
{
    private const string Bearer = "Authentication:Schemes:Bearer:";

    [Fact]
    public void Outside_Development_an_authority_is_required() => Assert.Equal(
        ["Authentication:Schemes:Bearer:Authority is missing: outside Development tokens come from an OpenID provider. "
            + "Set Authentication__Schemes__Bearer__Authority to its address, e.g. https://id.example.vn/realms/kg."],
        FaultsOf("Production"));

    [Fact]
    public void In_Development_none_is() => Assert.Empty(FaultsOf("Development"));

    [Theory]
    [InlineData("ValidAudiences:0")]
    [InlineData("ValidAudience")]
    [InlineData("Audience")]
    public void An_authority_wants_an_audience(string setting)
    {
        var fault = Assert.Single(FaultsOf("Development", ("Authority", "https://id.example")));
        Assert.StartsWith(Bearer + "ValidAudiences is missing", fault, StringComparison.Ordinal);
        Assert.Empty(FaultsOf("Production", ("Authority", "https://id.example"), (setting, "kg")));
    }

    [Theory]
    [InlineData("Authority", "id.example", "Authentication:Schemes:Bearer:Authority is not an absolute address")]
    [InlineData("Authority", "http://id.example", "Authentication:Schemes:Bearer:Authority is not HTTPS")]
    [InlineData("MetadataAddress", "ftp://id.example", "Authentication:Schemes:Bearer:MetadataAddress is not an absolute address")]
    [InlineData("RequireHttpsMetadata", "perhaps", "Authentication:Schemes:Bearer:RequireHttpsMetadata is neither true nor false")]
    [InlineData("RefreshInterval", "00:00:00", "Authentication:Schemes:Bearer:RefreshInterval is not a time of at least a second")]
    [InlineData("AutomaticRefreshInterval", "soon", "Authentication:Schemes:Bearer:AutomaticRefreshInterval is not a time of at least a second")]
    [InlineData("SigningKeys:0:Value", "c2VjcmV0", "Authentication:Schemes:Bearer:SigningKeys holds shared secrets")]
    public void A_setting_that_cannot_be_is_named(string setting, string value, string fault)
    {
        (string, string)[] authority = setting == "Authority" ? [] : [("Authority", "https://id.example")];

        var found = Assert.Single(FaultsOf("Production", [.. authority, ("ValidAudience", "kg"), (setting, value)]));

        Assert.StartsWith(fault, found, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_named_at_once() => Assert.Equal(
        3,
        FaultsOf("Production", ("Authority", "id"), ("SaveToken", "1")).Count());

    private static IEnumerable<string> FaultsOf(string environment, params (string Setting, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(Bearer + setting.Setting, (string?)setting.Value)));
        builder.AddCallers();
        using var app = builder.Build() as IDisposable;
        var validator = ((WebApplication)app).Services.GetRequiredService<IStartupValidator>();
        return Record.Exception(validator.Validate) is OptionsValidationException invalid ? invalid.Failures : [];
    }
}
