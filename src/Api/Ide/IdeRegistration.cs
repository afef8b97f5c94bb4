using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Http;

namespace KGPlanGraph.Api.Ide;

/// <summary>The IDE: on in Development, elsewhere where <c>Ide:Enabled</c> says so.</summary>
internal static class IdeRegistration
{
    /// <summary>Registers what a browser gets at <c>/graphql/</c>.</summary>
    public static WebApplicationBuilder AddIde(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue("Ide:Enabled", builder.Environment.IsDevelopment()))
            return builder;
        builder.Services.AddSingleton<IdeFiles>();
        builder.Services.AddSingleton(provider => new IdePage(
            provider.GetRequiredService<IdeFiles>(), provider.GetRequiredService<LentToken>(), showsHelp: builder.Environment.IsDevelopment()));
        builder.Services.AddSingleton<IBrowserPage>(provider => provider.GetRequiredService<IdePage>());
        return builder;
    }

    /// <summary>Maps the IDE's files.</summary>
    public static void MapIde(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<IdePage>() is { } page)
            // A RequestDelegate: one with parameters is compiled at the start, out of expressions, by libraries that nothing else needs.
            endpoints.MapGet(GraphQLEndpoint.Path + "/{**file}", context => page.WriteFileAsync(context, context.GetRouteValue("file") as string ?? ""));
    }
}
