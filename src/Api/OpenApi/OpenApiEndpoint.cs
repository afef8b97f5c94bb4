using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Startup;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Exports;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace KGPlanGraph.Api.OpenApi;

/// <summary><c>/openapi.json</c> for gateways, and <c>/openapi</c>, which shows it to people by Swagger UI, from this server alone.</summary>
internal static class OpenApiEndpoint
{
    // Swagger UI draws with styles of its own making and images in them.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Assets = "Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.";

    public static void MapOpenApi(this WebApplication app)
    {
        var services = app.Services;
        var text = new Lazy<Task<(byte[] Bytes, string Tag)>>(() => LoadAsync(services.GetRequiredService<AddressCatalog>(), services.GetRequiredService<IExporter>()));
        var records = services.GetRequiredService<RequestRecords>();
        app.Map("/openapi.json", async context =>
        {
            var startedAt = records.Now;
            var caller = context.GetCaller();
            if (await Problem.RefuseMethodAsync(context))
            {
                records.AddOther(context, caller, ErrorCodes.InvalidRequest, startedAt);
                return;
            }

            // As the schema: in Development for everybody.
            if (!caller.IsAuthenticated && !app.Environment.IsDevelopment())
            {
                await Problem.WriteAsync(context, Refusal.NotSignedIn, AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage), Traces.IdOf(context));
                records.AddOther(context, caller, Refusal.NotSignedIn.Error.Code, startedAt);
                return;
            }

            var (bytes, tag) = await text.Value;
            await ResponseWriter.WriteAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", bytes, tag);
            records.AddOther(context, caller, null, startedAt);
        }).WithMetadata(new Problem.Metadata());

        var own = Assembly.GetExecutingAssembly();
        Map(app, "/openapi", own, "OpenApi.openapi.html", "text/html; charset=utf-8");
        Map(app, "/openapi/openapi.js", own, "OpenApi.openapi.js", "text/javascript; charset=utf-8");
        Map(app, "/openapi/swagger-ui-bundle.js", typeof(SwaggerUIOptions).Assembly, Assets + "swagger-ui-bundle.js", "text/javascript; charset=utf-8");
        Map(app, "/openapi/swagger-ui.css", typeof(SwaggerUIOptions).Assembly, Assets + "swagger-ui.css", "text/css; charset=utf-8");
    }

    private static void Map(WebApplication app, string path, Assembly assembly, string name, string type)
    {
        var asset = new Lazy<(byte[] Bytes, string Tag)>(() =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return Tagged(Plain(bytes.ToArray()));
        });
        app.Map(path, async context =>
        {
            if (await Problem.RefuseMethodAsync(context))
            {
                return;
            }

            context.Response.Headers.ContentSecurityPolicy = Policy;
            await ResponseWriter.WriteAsync(context, StatusCodes.Status200OK, type, asset.Value.Bytes, asset.Value.Tag);
        }).WithMetadata(new Problem.Metadata());
    }

    // The package may keep its files compressed.
    private static byte[] Plain(byte[] bytes)
    {
        if (bytes is not [0x1F, 0x8B, ..])
        {
            return bytes;
        }

        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static async Task<(byte[] Bytes, string Tag)> LoadAsync(AddressCatalog catalog, IExporter exporter) =>
        Tagged(await OpenApiText.WriteAsync(catalog.All, exporter.Types, ProductVersion.Number));

    private static (byte[] Bytes, string Tag) Tagged(byte[] bytes) => (bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
}
