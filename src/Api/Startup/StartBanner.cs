using KGPlanGraph.Api.Http;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Api.Startup;

/// <summary>What <c>serve</c> tells a person once the server listens: where everything is, and how to get a token.</summary>
internal static class StartBanner
{
    public static string Of(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault("").TrimEnd('/');
        var endpoint = $"{address}{GraphQLEndpoint.Path}";
        var token = app.Environment.IsDevelopment()
            ? "dotnet run --project src/Api -- token --role COORDINATOR"
            : $"from {app.Configuration["Authentication:Schemes:Bearer:Authority"]}";
        return $"""
            KGPlanGraph ({app.Environment.EnvironmentName})
              GraphQL and IDE  {endpoint}
              Plan at a glance {address}/
              Schema           {endpoint}?sdl
              Data             {app.Services.GetRequiredService<IDatabase>().Location}
              Token            {token}
            """;
    }
}
