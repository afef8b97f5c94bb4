using System.Diagnostics.Metrics;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Telemetry;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KGPlanGraph.Api.Telemetry;

/// <summary>
/// The only place that knows OpenTelemetry. Figures are always there for <c>/metrics</c>; they are also sent, with spans and log lines, where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says to. The other <c>OTEL_…</c> settings are the SDK's, with its meaning.
/// </summary>
internal static class TelemetryRegistration
{
    /// <summary>Where metrics, spans and log lines are sent; nothing is sent without.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "KGPlanGraph";

    /// <summary>Registers the metrics and what exports them.</summary>
    /// <param name="builder">The server's.</param>
    /// <param name="secretFolder">Where paths hold what opens something.</param>
    /// <param name="secretRoute">What spans say instead of such a path.</param>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder, string secretFolder, string secretRoute)
    {
        builder.Services.AddSingleton<IValidateOptions<TelemetrySettingsCheck.Checked>, TelemetrySettingsCheck>();
        builder.Services.AddOptions<TelemetrySettingsCheck.Checked>().ValidateOnStart();
        builder.Services.AddSingleton<RequestMetrics>();
        builder.Services.AddSingleton<SubscriberMetrics>();
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(metrics => metrics
            .AddMeter(MetricViews.Meters)
            .AddPrometheusExporter(options =>
            {
                options.ScopeInfoEnabled = false;
                options.ScrapeResponseCacheDurationMilliseconds = 0;
            }));
        builder.Services.ConfigureOpenTelemetryMeterProvider(
            static (services, metrics) => metrics.AddView(new MetricViews(services.GetRequiredService<IMeterFactory>()).Of));
        if (!string.IsNullOrEmpty(builder.Configuration[EndpointSetting]))
        {
            telemetry.AddExport(builder.Services, secretFolder, secretRoute);
        }

        return builder;
    }

    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void MapTelemetry(this WebApplication app)
    {
        var endpoint = new MetricsEndpoint(((IApplicationBuilder)app).New(), app.Services.GetRequiredService<DatabaseMetrics>());
        app.MapGet("/metrics", endpoint.HandleAsync);
    }

    private static void AddExport(this IOpenTelemetryBuilder telemetry, IServiceCollection services, string secretFolder, string secretRoute)
    {
        services.AddHostedService<DatabaseWatch>();
        telemetry
            .WithTracing(traces => traces.AddSource(ServiceMeter.Name, "Npgsql").AddAspNetCoreInstrumentation(http =>
            {
                // Probes come every few seconds and tell nothing.
                http.Filter = context => !context.Request.Path.StartsWithSegments("/health") && !context.Request.Path.StartsWithSegments("/metrics");
                http.EnrichWithHttpRequest = (span, request) =>
                {
                    // A query string may hold variables; the operation's own span says what was asked.
                    span.SetTag("url.query", null);
                    if (request.Path.StartsWithSegments(secretFolder))
                    {
                        span.SetTag("url.path", secretRoute);
                    }
                };
            }))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    // What the environment says wins.
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService(ServiceName, serviceVersion: ProductVersion.Number)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();
}

/// <summary>The SDK takes its defaults for what it does not understand, and nobody would know why nothing arrives.</summary>
internal sealed class TelemetrySettingsCheck(IConfiguration configuration) : IValidateOptions<TelemetrySettingsCheck.Checked>
{
    private const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>Stands for the settings in the start's validation.</summary>
    internal sealed class Checked;

    public ValidateOptionsResult Validate(string? name, Checked options)
    {
        var faults = new List<string>();
        if (configuration[TelemetryRegistration.EndpointSetting] is { Length: > 0 } endpoint && !IsAddress(endpoint))
        {
            faults.Add($"{TelemetryRegistration.EndpointSetting} is \"{endpoint}\", which is no address: give one like http://localhost:4317.");
        }

        if (configuration[ProtocolSetting] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
        {
            faults.Add($"{ProtocolSetting} is \"{protocol}\": give grpc or http/protobuf.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
