using System.Reflection;
using KGPlanGraph.Api.Authentication;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Telemetry;
using KGPlanGraph.Schema.Addresses;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.PersistedDocuments;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Addresses;

/// <summary>Registers and maps the queries that have addresses of their own, for clients that do not speak GraphQL.</summary>
internal static class AddressEndpoint
{
    private const string Folder = "Addresses.";

    private static readonly Refusal NoSuchAddress = new(StatusCodes.Status404NotFound, new(ErrorCodes.NotFound, new(
        "This address does not exist; /openapi.json lists all addresses.", "Không có địa chỉ này; xem tất cả tại /openapi.json.")));

    /// <summary>The documents that come with the server: a file each, embedded.</summary>
    public static IReadOnlyList<DocumentFile> Shipped { get; } = ReadShipped();

    /// <summary>Adds the addresses; a file with a fault refuses the start.</summary>
    public static WebApplicationBuilder AddAddresses(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ExportEndpoint>();
        builder.Services.AddSingleton<AddressHandler>();
        builder.Services.AddSingleton<IValidateOptions<Checked>, AddressCheck>();
        builder.Services.AddOptions<Checked>().ValidateOnStart();
        return builder;
    }

    /// <summary>Maps each address, with its endings.</summary>
    public static void MapAddresses(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var catalog = services.GetRequiredService<AddressCatalog>();
        var handler = new Lazy<AddressHandler>(services.GetRequiredService<AddressHandler>);
        ExportEndpoint.Map(endpoints);
        MapOthers(endpoints, services.GetRequiredService<RequestRecords>());
        foreach (var address in catalog.All)
        {
            // A variable takes the ending with it: the handler looks for it there.
            var endsInVariable = address.Route.EndsWith('}');
            endpoints.Map(address.Route, context => handler.Value.HandleAsync(context, address, null)).WithMetadata(new Problem.Metadata());
            foreach (var name in endsInVariable ? [] : RowFormats.Names)
            {
                var format = RowFormats.Of(name);
                endpoints.Map($"{address.Route}.{name}", context => handler.Value.HandleAsync(context, address, format)).WithMetadata(new Problem.Metadata());
            }
        }
    }

    /// <summary>What lies under <c>/api</c> and is no address is a problem too.</summary>
    private static void MapOthers(IEndpointRouteBuilder endpoints, RequestRecords records) =>
        endpoints.Map("/api/{**rest}", async context =>
        {
            var startedAt = records.Now;
            await Problem.WriteAsync(context, NoSuchAddress, AcceptedLanguage.Of(context.Request.Headers.AcceptLanguage), Traces.Begin(context));
            records.AddOther(context, context.GetCaller(), NoSuchAddress.Error.Code, startedAt);
        }).WithMetadata(new Problem.Metadata());

    private static List<DocumentFile> ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new List<DocumentFile>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add(new DocumentFile(name[Folder.Length..], reader.ReadToEnd()));
        }

        return files;
    }

    /// <summary>Stands for the files in the start's validation.</summary>
    internal sealed class Checked;

    private sealed class AddressCheck(IServiceProvider services) : IValidateOptions<Checked>
    {
        public ValidateOptionsResult Validate(string? name, Checked value)
        {
            try
            {
                var faults = services.GetRequiredService<AddressCatalog>().Faults;
                return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
            }
            catch (OptionsValidationException)
            {
                // The limits, which the catalogue reads, are at fault: their own check tells it, and this one must not hide the others.
                return ValidateOptionsResult.Success;
            }
        }
    }
}
