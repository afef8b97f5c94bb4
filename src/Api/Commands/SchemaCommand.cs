using System.Text;
using KGPlanGraph.Schema.Definition;

namespace KGPlanGraph.Api.Commands;

/// <summary>Prints the schema's SDL, and nothing else on standard output.</summary>
internal sealed class SchemaCommand : ICommand
{
    public string Name => "schema";

    public string Synopsis => "";

    public string Summary => "Prints the GraphQL schema (SDL) in UTF-8.";

    public async Task<int> RunAsync(CommandInput input)
    {
        // Not through Console.Out: it speaks the terminal's encoding, and the file that this goes to is UTF-8.
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(SchemaDocument.Sdl));
        return 0;
    }
}
