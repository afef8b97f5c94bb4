using KGPlanGraph.Persistence;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Startup;

/// <summary>Registers the database of the settings, and what brings it up to date before the server answers.</summary>
internal static class DatabaseSetup
{
    const string Name = "KGPlanGraph";

    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var options = new DatabaseOptions(builder.Configuration.GetConnectionString(Name), builder.Environment.ContentRootPath);
        builder.Services.AddPersistence(options);
        builder.Services.AddSingleton<IValidateOptions<Checked>>(new DatabaseFaults(options));
        builder.Services.AddOptions<Checked>().ValidateOnStart();
        builder.Services.AddSingleton<DatabaseReadiness>();
        builder.Services.AddHostedService<DatabasePreparation>();
        return builder;
    }

    /// <summary>Stands for the connection string in the start's validation.</summary>
    sealed class Checked;

    sealed class DatabaseFaults(DatabaseOptions options) : IValidateOptions<Checked>
    {
        public ValidateOptionsResult Validate(string? name, Checked value) =>
            options.FindFaults() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
