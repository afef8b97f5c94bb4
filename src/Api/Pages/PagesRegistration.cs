using KGPlanGraph.Api.Responses;

namespace KGPlanGraph.Api.Pages;

/// <summary>The pages for people, drawn in the browser from the API itself: they can do nothing that GraphQL cannot.</summary>
internal static class PagesRegistration
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    // One page for all: its script looks at the address.
    private static readonly string[] Routes = ["/", "/my-work", "/drafts", "/drafts/{code}", "/plans/{code}", "/plans/{code}/report", "/tasks/{plan}/{label}"];

    /// <summary>Adds what makes the report's file.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReportEndpoint>();
        return builder;
    }

    /// <summary>Maps the pages, and their files below <c>/pages</c>.</summary>
    public static void MapPages(this WebApplication app)
    {
        // Compressed with the first request, not at the start.
        var files = new Lazy<Dictionary<string, PageFile>>(PageFiles.Load);
        app.MapMethods("/pages/{file}", Methods, context =>
        {
            if (files.Value.TryGetValue((string)context.GetRouteValue("file")!, out var file))
            {
                return file.WriteAsync(context, Policy);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        var report = new Lazy<ReportEndpoint>(app.Services.GetRequiredService<ReportEndpoint>);
        app.MapMethods(ReportEndpoint.Route, Methods, context => report.Value.HandleAsync(context)).WithMetadata(new Problem.Metadata());
        foreach (var route in Routes)
        {
            var page = new Lazy<PageFile>(() => PageFiles.Page(route.Count(character => character == '/') - 1));
            app.MapMethods(route, Methods, context => page.Value.WriteAsync(context, Policy));
        }
    }
}
