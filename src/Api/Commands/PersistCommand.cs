using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.PersistedDocuments;

namespace KGPlanGraph.Api.Commands;

/// <summary>Registers the documents of a file or folder as trusted. A <c>.json</c> is a manifest as Relay writes it: id → document.</summary>
internal sealed class PersistCommand : ICommand
{
    private static readonly string[] Endings = [".graphql", ".gql", ".json"];

    public string Name => "persist";

    public string Synopsis => "PATH";

    public string Summary => "Registers the GraphQL documents of a file or folder as trusted; prints the SHA-256 and name of each.";

    public int Arguments => 1;

    public Task<int> RunAsync(CommandInput input)
    {
        var documents = Read(input.Arguments[0]);
        return DatabaseCommand.RunAsync(
            input.Settings, services => RegisterAsync(services, documents), services => services.AddGraphQLLimits().AddPersistedDocuments());
    }

    private static async Task<int> RegisterAsync(IServiceProvider services, List<(string Name, string Document)> documents)
    {
        try
        {
            await services.GetRequiredService<DatabaseStartup>().MigrateAsync();
            var ids = await services.GetRequiredService<IPersistedDocuments>().RegisterAsync(documents, CancellationToken.None);
            foreach (var (id, document) in ids.Zip(documents))
            {
                await Console.Out.WriteLineAsync($"{id}  {document.Name}");
            }

            return 0;
        }
        catch (InvalidPersistedDocumentException e)
        {
            throw new CommandFailure($"Nothing was registered. {e.Message}", e);
        }
    }

    private static List<(string Name, string Document)> Read(string path)
    {
        try
        {
            var files = Directory.Exists(path)
                ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(IsDocument).Order(StringComparer.Ordinal)
                : Enumerable.Repeat(path, 1);
            var documents = files.SelectMany(ReadFile).ToList();
            return documents.Count > 0 ? documents : throw new CommandFailure($"{path} contains no {string.Join(", ", Endings)} file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"Nothing was registered. {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new CommandFailure($"Nothing was registered. A manifest must be a JSON object whose values are documents: {e.Message}", e);
        }
    }

    private static bool IsDocument(string file) => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, string Document)> ReadFile(string file)
    {
        var text = File.ReadAllText(file);
        return Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(text)!.Select(entry => (entry.Key, entry.Value))
            : [(Path.GetFileName(file), text)];
    }
}
