using KGPlanGraph.Api.Requests;
using KGPlanGraph.Persistence;

namespace KGPlanGraph.Api.Commands;

/// <summary>What <c>serve</c> tells a person once the server listens: where everything is, and how to get a token.</summary>
internal static class StartBanner
{
    public static string Of(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault("").TrimEnd('/');
        var endpoint = $"{address}{RequestReader.Path}";
        var token = app.Environment.IsDevelopment()
            ? "dotnet run --project src/Api -- token --role COORDINATOR"
            : $"from {app.Configuration["Authentication:Schemes:Bearer:Authority"]}";
        var hasIde = bool.TryParse(app.Configuration["Ide:Enabled"], out var enabled) ? enabled : app.Environment.IsDevelopment();
        return $"""
            KGPlanGraph ({app.Environment.EnvironmentName})
              {(hasIde ? "GraphQL and IDE " : "GraphQL         ")} {endpoint}
              Plan overview    {address}/
              Schema           {endpoint}?sdl
              Data             {app.Services.GetRequiredService<IDatabase>().Location}
              Token            {token}
            """;
    }
}
