using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace KGPlanGraph.Api.Health;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can answer; 503 while the database is out of reach.</summary>
internal static class HealthRegistration
{
    internal const string LivePath = "/health/live";
    internal const string ReadyPath = "/health/ready";

    /// <summary>Registers what readiness asks.</summary>
    public static WebApplicationBuilder AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return builder;
    }

    /// <summary>Maps both addresses; they need no token.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks(ReadyPath);
    }
}
