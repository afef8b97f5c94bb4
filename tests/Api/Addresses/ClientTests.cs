using System.Reflection;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace KGPlanGraph.Tests.Api.Addresses;

/// <summary>Clients that are generated from /openapi.json call the service, and sheets are read by programs that others wrote.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private LiveServer server = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateWithFirstDataAsync(DatabaseEngine.Sqlite);
        server = await LiveServer.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Generated_TypeScript_client_calls_the_service_and_the_description_is_valid()
    {
        var found = JsonDocument.Parse(await NodeScript.RunAsync("openapi.mjs", $"{server.Address}", server.Token(Role.Reader))).RootElement;
        Assert.Equal(["II.1.a", "II.1.b"], found.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal("NOT_FOUND", found.GetProperty("code").GetString());
        Assert.True(found.GetProperty("total").GetInt32() >= 37);
        Assert.Contains("SKHDT", found.GetProperty("csv").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_CSharp_client_calls_the_service()
    {
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token(Role.Reader));
        var description = await OpenApiDocument.FromJsonAsync(await server.Http.GetStringAsync("/openapi.json"));
        var settings = new CSharpClientGeneratorSettings { ClassName = "PlanClient", GenerateOptionalParameters = true, UseBaseUrl = false };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        settings.CSharpGeneratorSettings.GenerateNullableReferenceTypes = true;
        const string Author = """
            using System.Linq;
            using System.Threading.Tasks;
            namespace Generated;
            public static class Author
            {
                public static async Task<string> RunAsync(System.Net.Http.HttpClient http)
                {
                    var client = new PlanClient(http);
                    PlanTasks tasks = await client.PlanTasksAsync(code: "KG-CN-2022", first: 2);
                    PlanTasksRow first = tasks.Nodes!.First();
                    Agency agency = await client.AgencyAsync(code: "SCT");
                    try
                    {
                        await client.PlanAsync(code: "NONE");
                        return "";
                    }
                    catch (ApiException<Problem> refusal)
                    {
                        return string.Join(' ', tasks.Nodes!.Select(row => row.Label)) + $" {first.Status} {agency.Code} {refusal.Result.Code}";
                    }
                }
            }
            """;
        var author = Compile(new CSharpClientGenerator(description, settings).GenerateFile(), Author).GetType("Generated.Author")!;
        var run = (Task<string>)author.GetMethod("RunAsync")!.Invoke(null, [server.Http])!;
        Assert.Equal("II.1.a II.1.b NOT_STARTED SCT NOT_FOUND", await run);
    }

    private static Assembly Compile(params string[] texts)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Generated", texts.Select(text => CSharpSyntaxTree.ParseText(text)), references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error).Take(10)));
        return Assembly.Load(image.ToArray());
    }
}
