using System.Reflection;
using System.Text.Json.Nodes;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Schema.Addresses;
using Microsoft.OpenApi;

namespace KGPlanGraph.Api.OpenApi;

/// <summary>Describes the addresses as OpenAPI 3.1, from their documents and the schema: nothing is written per address but in <see cref="OpenApiOperations"/>.</summary>
internal static class OpenApiText
{
    private const string Bearer = "bearer";
    private const string ProblemName = "Problem";
    private const string RowSuffix = "Row";

    private static readonly (int Status, string Meaning)[] Faults =
    [
        (400, "A parameter is missing, unknown or not valid, or the query asks for too much."),
        (401, "The token is missing or not valid."),
        (403, "The token lacks the role for a field."),
        (429, "The caller has used its cost points of this minute."),
        (503, "The server is busy, or the database cannot be reached."),
    ];

    /// <param name="addresses">All addresses.</param>
    /// <param name="exported">The types that are exported.</param>
    /// <param name="version">The service's.</param>
    public static async Task<byte[]> WriteAsync(IReadOnlyList<Address> addresses, IReadOnlyList<string> exported, string version)
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = "KGPlanGraph",
                Version = version,
                Description = "The plans of the province for systems that do not use GraphQL. The same permissions, limits and languages apply as at /graphql.",
            },
            Paths = new OpenApiPaths(),
            Components = new OpenApiComponents
            {
                Schemas = new Dictionary<string, IOpenApiSchema> { [ProblemName] = ProblemSchema() },
                SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, BearerFormat = "JWT" },
                },
            },
            Servers = [new OpenApiServer { Url = "/" }],
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        foreach (var address in addresses.OrderBy(address => address.Route, StringComparer.Ordinal))
        {
            document.Paths.Add(address.Route, new OpenApiPathItem
            {
                Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Get] = Operation(document, address) },
            });
        }

        OpenApiOperations.AddTo(document, exported);
        document.RegisterComponents();
        using var bytes = new MemoryStream();
        await document.SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1);
        return bytes.ToArray();
    }

    private static OpenApiOperation Operation(OpenApiDocument document, Address address)
    {
        var example = AddressExample.Of(address.Name);
        var parameters = address.Parameters.Select(parameter => Parameter(document, address, parameter, example)).ToList<IOpenApiParameter>();
        if (address.Shape != RootShape.Object)
        {
            parameters.Add(new OpenApiParameter
            {
                Name = Address.FormatParameter,
                In = ParameterLocation.Query,
                Description = "The format; it overrides Accept and the ending of the address. Row formats have all rows unless first is given.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. RowFormats.Names.Select(name => (JsonNode)name)] },
            });
        }

        var responses = Responses(document);
        responses["200"] = Answer(document, address, example);
        responses["304"] = new OpenApiResponse { Description = "The response has not changed." };
        if (address.Shape == RootShape.Object)
        {
            responses["404"] = Fault(document, "The object does not exist, or the caller may not see it.");
        }

        responses["406"] = Fault(document, "The address does not have this format.");
        return new OpenApiOperation { OperationId = address.Name, Summary = address.Summary.Length > 0 ? address.Summary : address.Name, Parameters = parameters, Responses = responses };
    }

    private static OpenApiParameter Parameter(OpenApiDocument document, Address address, AddressParameter parameter, AddressExample? example)
    {
        var type = AnswerTypes.OfParameter(address, parameter);
        var schema = Schema(document, type with { IsNullable = false, Description = null }, null);
        if (AnswerTypes.DefaultOf(address, parameter) is { } otherwise && schema is OpenApiSchema own)
        {
            own.Default = JsonNode.Parse(otherwise);
        }

        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.IsInPath ? ParameterLocation.Path : ParameterLocation.Query,
            Required = parameter.IsRequired,
            Description = type.Description,
            Style = parameter.IsList ? ParameterStyle.Form : null,
            Explode = parameter.IsList,
            Schema = schema,
            Example = example?.Parameters[parameter.Name]?.DeepClone(),
        };
    }

    // The answer and its rows have names, by which generators name their types: PlanTasks, PlanTasksRow.
    private static OpenApiResponse Answer(OpenApiDocument document, Address address, AddressExample? example)
    {
        var answer = AnswerTypes.OfAnswer(address);
        var content = new Dictionary<string, IOpenApiMediaType>
        {
            [AcceptedFormats.PlainJson] = new OpenApiMediaType { Schema = Schema(document, answer, address.Name), Example = example?.Answer.DeepClone() },
        };
        if (address.Shape != RootShape.Object)
        {
            var text = new OpenApiSchema { Type = JsonSchemaType.String };
            content[RowFormats.JsonLines] = new OpenApiMediaType { Schema = AnswerTypes.OfRow(answer) is { } row ? Schema(document, row, address.Name + RowSuffix) : text };
            content[RowFormats.Csv] = new OpenApiMediaType { Schema = text };
            content[RowFormats.Xlsx] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } };
        }

        return new OpenApiResponse { Description = address.Summary.Length > 0 ? address.Summary : address.Name, Content = content };
    }

    /// <summary>What any address may answer besides what is wanted of it.</summary>
    internal static OpenApiResponses Responses(OpenApiDocument document)
    {
        var responses = new OpenApiResponses();
        foreach (var (status, meaning) in Faults)
        {
            responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = Fault(document, meaning);
        }

        responses["default"] = Fault(document, "Another error.");
        return responses;
    }

    /// <summary>A fault, as a problem.</summary>
    internal static OpenApiResponse Fault(OpenApiDocument document, string meaning) => new()
    {
        Description = meaning,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [Problem.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemName, document) },
        },
    };

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An error (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "detail", "code", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is wrong and what to do, in the language of Accept-Language." },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The same in every language." },
            ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["parameter"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The parameter that is wrong." },
        },
    };

    // An object under a name is a component; so is an enum that may not be null.
    internal static IOpenApiSchema Schema(OpenApiDocument document, AnswerType type, string? name)
    {
        name ??= type is { Values: not null, IsNullable: false } ? type.Name : null;
        if (name is null || type.Items is not null)
        {
            return Inline(document, type, name);
        }

        if (document.Components!.Schemas!.TryAdd(name, null!))
        {
            document.Components!.Schemas![name] = Inline(document, type with { IsNullable = false, Description = type.Values is null ? type.Description : null }, name);
        }

        return new OpenApiSchemaReference(name, document);
    }

    private static OpenApiSchema Inline(OpenApiDocument document, AnswerType type, string? name)
    {
        var (kind, format) = KindOf(type);
        var schema = new OpenApiSchema
        {
            Type = type.IsNullable ? kind | JsonSchemaType.Null : kind,
            Format = format,
            Description = type.Description,
        };
        if (type.Items is { } items)
        {
            schema.Items = Schema(document, items, name is null || items.Members is null ? null : name + RowSuffix);
        }

        if (type.Values is { } values)
        {
            schema.Enum = [.. values.Select(value => (JsonNode)value)];
            if (type.IsNullable)
            {
                schema.Enum.Add(JsonNullSentinel.JsonNull);
            }
        }

        if (type.Members is { } members)
        {
            schema.Properties = new Dictionary<string, IOpenApiSchema>();
            foreach (var (key, member, _) in members)
            {
                var child = Schema(document, member, null);
                if (key == "nodes" && name is not null && child is OpenApiSchema list && member.Items is { Members: not null } row)
                {
                    // The rows of a connection bear its name.
                    list.Items = Schema(document, row, name + RowSuffix);
                }

                schema.Properties[key] = child;
            }

            schema.Required = members.Where(member => member.IsRequired).Select(member => member.Key).ToHashSet();
        }

        return schema;
    }

    private static (JsonSchemaType Type, string? Format) KindOf(AnswerType type) => type switch
    {
        { Items: not null } => (JsonSchemaType.Array, null),
        { Members: not null } => (JsonSchemaType.Object, null),
        { Name: "Int" } => (JsonSchemaType.Integer, "int32"),
        { Name: "Long" } => (JsonSchemaType.Integer, "int64"),
        { Name: "Float" } => (JsonSchemaType.Number, "double"),
        { Name: "Boolean" } => (JsonSchemaType.Boolean, null),
        { Name: "LocalDate" } => (JsonSchemaType.String, "date"),
        { Name: "DateTime" } => (JsonSchemaType.String, "date-time"),
        { Name: "URL" } => (JsonSchemaType.String, "uri"),
        _ => (JsonSchemaType.String, null),
    };
}

/// <summary>A request to a shipped address and its answer over the first data: <c>{"parameters":{"code":"SCT"},"answer":{…}}</c> in a file of the address's name.</summary>
/// <param name="Parameters">By their names.</param>
/// <param name="Answer">As JSON.</param>
internal sealed record AddressExample(JsonObject Parameters, JsonNode Answer)
{
    private const string Folder = "AddressExamples.";

    /// <summary>The example of an address; null for those that have none.</summary>
    public static AddressExample? Of(string address)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{address}.json");
        return file is not null && JsonNode.Parse(file) is JsonObject example ? new AddressExample(example["parameters"]!.AsObject(), example["answer"]!) : null;
    }
}
