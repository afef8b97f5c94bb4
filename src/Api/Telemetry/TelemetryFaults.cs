using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>The SDK takes its defaults for what it does not understand, and nobody would know why nothing arrives.</summary>
internal sealed class TelemetryFaults(IConfiguration configuration) : IValidateOptions<TelemetryFaults.Checked>
{
    private const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Stands for the settings in the start's validation.</summary>
    internal sealed class Checked;

    public ValidateOptionsResult Validate(string? name, Checked options)
    {
        var faults = new List<string>();
        if (configuration[TelemetryRegistration.EndpointSetting] is { Length: > 0 } endpoint && !IsAddress(endpoint))
            faults.Add($"{TelemetryRegistration.EndpointSetting} is \"{endpoint}\", which is no address: give one like http://localhost:4317.");
        if (configuration[ProtocolSetting] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
            faults.Add($"{ProtocolSetting} is \"{protocol}\": give grpc or http/protobuf.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
