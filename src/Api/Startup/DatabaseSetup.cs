using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.FirstData;
using Microsoft.Extensions.Options;

namespace KGPlanGraph.Api.Startup;

/// <summary>Registers the database of the settings, and brings it up to date, with its first data, before the server listens.</summary>
internal static class DatabaseSetup
{
    const string Name = "KGPlanGraph";

    public static WebApplicationBuilder AddDatabase(this WebApplicationBuilder builder)
    {
        var options = new DatabaseOptions(builder.Configuration.GetConnectionString(Name), builder.Environment.ContentRootPath);
        builder.Services.AddPersistence(options);
        builder.Services.AddSingleton<IValidateOptions<Checked>>(new DatabaseFaults(options));
        builder.Services.AddOptions<Checked>().ValidateOnStart();
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

    /// <summary>Hosted services start before the server does, in the order of their registration.</summary>
    sealed class DatabasePreparation(DatabaseStartup database, FirstDataLoader firstData) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await database.MigrateAsync(cancellationToken);
            await firstData.LoadIfEmptyAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
