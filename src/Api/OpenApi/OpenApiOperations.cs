using System.Text.Json.Nodes;
using KGPlanGraph.Api.Addresses;
using KGPlanGraph.Api.Calendars;
using KGPlanGraph.Api.Imports;
using KGPlanGraph.Api.Responses;
using KGPlanGraph.Api.Sheets;
using KGPlanGraph.PlanDocuments.Files;
using KGPlanGraph.Schema.Addresses;
using Microsoft.OpenApi;

namespace KGPlanGraph.Api.OpenApi;

/// <summary>The addresses that no document stands behind, written one by one: the export, the import, the sheets of reports, the calendars.</summary>
internal static class OpenApiOperations
{
    /// <summary>Adds them all.</summary>
    /// <param name="document">The description so far.</param>
    /// <param name="exported">The types that are exported.</param>
    public static void AddTo(OpenApiDocument document, IReadOnlyList<string> exported)
    {
        Add(ExportEndpoint.Path, (HttpMethod.Get, Export(document, exported)));
        Add(ImportEndpoint.Path, (HttpMethod.Post, Import(document)));
        Add(ReportSheetEndpoint.Route, (HttpMethod.Get, TakeSheet(document)), (HttpMethod.Post, FileSheet(document)));
        Add(CalendarKeysEndpoint.Route, (HttpMethod.Get, CalendarKeys(document)), (HttpMethod.Post, CreateCalendarKey(document)));
        Add(CalendarKeysEndpoint.OneRoute, (HttpMethod.Delete, RevokeCalendarKey(document)));
        Add(CalendarEndpoint.Route, (HttpMethod.Get, Calendar(document)));

        void Add(string path, params (HttpMethod Method, OpenApiOperation Operation)[] operations) => document.Paths.Add(
            path, new OpenApiPathItem { Operations = operations.ToDictionary(operation => operation.Method, operation => operation.Operation) });
    }

    private static OpenApiOperation Export(OpenApiDocument document, IReadOnlyList<string> exported)
    {
        var responses = OpenApiText.Responses(document);
        responses["200"] = new OpenApiResponse
        {
            Description = "A manifest, a line for each object, and a last line with the number of lines and their hash.",
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [RowFormats.JsonLines] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true } },
            },
        };
        responses["304"] = new OpenApiResponse { Description = "The export has not changed." };
        return new OpenApiOperation
        {
            OperationId = "Export",
            Summary = "Everything that the caller may see, or what has changed, from one snapshot.",
            Parameters =
            [
                new OpenApiParameter
                {
                    Name = "types",
                    In = ParameterLocation.Query,
                    Description = "The types to export. If left out, all types.",
                    Style = ParameterStyle.Form,
                    Explode = true,
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. exported.Select(name => (JsonNode)name)] },
                    },
                },
                new OpenApiParameter
                {
                    Name = "after",
                    In = ParameterLocation.Query,
                    Description = "The cursor of an earlier export or of changes. The export then has only what has changed since.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            ],
            Responses = responses,
        };
    }

    private static OpenApiOperation Import(OpenApiDocument document)
    {
        var responses = OpenApiText.Responses(document);
        responses["200"] = new OpenApiResponse
        {
            Description = "The draft and the report of the import, or the reason why nothing was written.",
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [AcceptedFormats.PlainJson] = new OpenApiMediaType { Schema = OpenApiText.Schema(document, AnswerTypes.OfDocument(ImportEndpoint.DocumentText), "Import") },
            },
        };
        responses["413"] = OpenApiText.Fault(document, "The body is larger than 20 MiB.");
        responses["415"] = OpenApiText.Fault(document, "The body is of another type.");
        return new OpenApiOperation
        {
            OperationId = "Import",
            Summary = "Reads a plan document into a draft plan; for coordinators.",
            Parameters =
            [
                Given("code", JsonSchemaType.String, "The code of the draft plan.", isRequired: true),
                Given("year", JsonSchemaType.Integer, "The year of the plan, if the document does not state it."),
                Given("lastYear", JsonSchemaType.Integer, "The last year, for a plan of several years."),
                Given("issuerCode", JsonSchemaType.String, "The agency that issues the plan, if the document does not state it."),
                Given("dryRun", JsonSchemaType.Boolean, "If true, nothing is written."),
                Given("replaceDraft", JsonSchemaType.Boolean, "If true, a draft with this code is replaced."),
            ],
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "The plan document, at most 20 MiB.",
                Content = PlanFile.MediaTypes.ToDictionary(
                    type => type, IOpenApiMediaType (_) => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }),
            },
            Responses = responses,
        };
    }

    private static OpenApiOperation TakeSheet(OpenApiDocument document)
    {
        var responses = OpenApiText.Responses(document);
        responses["200"] = Success("The workbook: a row for each open task, with columns to fill in.", RowFormats.Xlsx, Binary());
        responses["404"] = OpenApiText.Fault(document, "The agency does not exist.");
        return new OpenApiOperation
        {
            OperationId = "ReportSheet",
            Summary = "An agency's open tasks as a workbook in which it reports.",
            Parameters = [InPath("code", "The agency's code.")],
            Responses = responses,
        };
    }

    private static OpenApiOperation FileSheet(OpenApiDocument document)
    {
        var responses = OpenApiText.Responses(document);
        responses["200"] = Success("The result of each filled row, with the cell of each error.", AcceptedFormats.PlainJson, Object(
            ("dryRun", JsonSchemaType.Boolean), ("written", JsonSchemaType.Integer), ("rows", SheetRows()), ("errors", List(Object(("code", JsonSchemaType.String), ("message", JsonSchemaType.String))))));
        responses["413"] = OpenApiText.Fault(document, "The body is larger than 5 MiB.");
        responses["415"] = OpenApiText.Fault(document, "The body is of another type.");
        return new OpenApiOperation
        {
            OperationId = "FileReportSheet",
            Summary = "Submits the reports of a filled workbook, all or none by default. Only for the agency itself.",
            Parameters =
            [
                InPath("code", "The agency's code."),
                Given("dryRun", JsonSchemaType.Boolean, "If true, nothing is written."),
                Given("allOrNothing", JsonSchemaType.Boolean, "If true, which is the default, no report is submitted if a row has errors."),
            ],
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "The filled workbook, at most 5 MiB.",
                Content = new Dictionary<string, IOpenApiMediaType> { [RowFormats.Xlsx] = new OpenApiMediaType { Schema = Binary() } },
            },
            Responses = responses,
        };
    }

    private static OpenApiSchema SheetRows() => List(Object(
        ("row", JsonSchemaType.Integer), ("task", JsonSchemaType.String | JsonSchemaType.Null), ("progressReportId", JsonSchemaType.String | JsonSchemaType.Null),
        ("message", JsonSchemaType.String),
        ("errors", List(Object(
            ("cell", JsonSchemaType.String | JsonSchemaType.Null), ("column", JsonSchemaType.String | JsonSchemaType.Null), ("code", JsonSchemaType.String), ("message", JsonSchemaType.String))))));

    private static OpenApiOperation CalendarKeys(OpenApiDocument document)
    {
        var responses = OpenApiText.Responses(document);
        responses["200"] = Success("The keys that have not expired, the newest first, without the secrets.", AcceptedFormats.PlainJson, Object(("nodes", List(Key()))));
        return new OpenApiOperation { OperationId = "calendarKeys", Summary = "The calendar keys of the caller; for an ADMIN those of all callers.", Responses = responses };
    }

    private static OpenApiOperation CreateCalendarKey(OpenApiDocument document)
    {
        var responses = OpenApiText.Responses(document);
        responses["201"] = Success("The key and the address of the calendar, which only this response contains.", AcceptedFormats.PlainJson, Key(("key", JsonSchemaType.String), ("url", JsonSchemaType.String)));
        responses["404"] = OpenApiText.Fault(document, "The plan or agency does not exist, or the caller may not see it.");
        responses["409"] = OpenApiText.Fault(document, "The caller has the largest allowed number of keys.");
        var wanted = Object(("plan", JsonSchemaType.String), ("agency", JsonSchemaType.String), ("name", JsonSchemaType.String), ("expiresInDays", JsonSchemaType.Integer));
        wanted.Required = null;
        wanted.AdditionalPropertiesAllowed = false;
        wanted.Description = "The code of a plan or of an agency, a name for the list of keys, and the number of days until the key expires: 1 to 365, default 365.";
        return new OpenApiOperation
        {
            OperationId = "createCalendarKey",
            Summary = "Creates the address of a calendar, with the present rights of the caller.",
            RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, IOpenApiMediaType> { [AcceptedFormats.PlainJson] = new OpenApiMediaType { Schema = wanted } },
            },
            Responses = responses,
        };
    }

    private static OpenApiOperation RevokeCalendarKey(OpenApiDocument document)
    {
        var responses = OpenApiText.Responses(document);
        responses["204"] = new OpenApiResponse { Description = "The key is revoked." };
        responses["404"] = OpenApiText.Fault(document, "The caller has no such key.");
        return new OpenApiOperation
        {
            OperationId = "revokeCalendarKey",
            Summary = "Revokes a key of the caller; an ADMIN may revoke any key.",
            Parameters = [InPath("id", "The key's id.")],
            Responses = responses,
        };
    }

    private static OpenApiOperation Calendar(OpenApiDocument document)
    {
        var responses = OpenApiText.Responses(document);
        responses["200"] = Success("The deadlines as all-day events (RFC 5545).", "text/calendar", new OpenApiSchema { Type = JsonSchemaType.String });
        responses["304"] = new OpenApiResponse { Description = "The calendar has not changed." };
        responses["404"] = OpenApiText.Fault(document, "The key is unknown, expired or revoked.");
        var language = Given("lang", JsonSchemaType.String, "The language; that of Accept-Language, or Vietnamese, unless given.");
        ((OpenApiSchema)language.Schema!).Enum = ["vi", "en"];
        return new OpenApiOperation
        {
            OperationId = "Calendar",
            Summary = "The deadlines of a plan or an agency, for calendar programs. The key in the address replaces the token.",
            Parameters = [InPath("key", "The key that createCalendarKey returned."), language],
            Security = [],
            Responses = responses,
        };
    }

    private static OpenApiSchema Key(params (string Name, OneOf Type)[] more) => Object(
        [
            ("id", JsonSchemaType.String), ("plan", JsonSchemaType.String | JsonSchemaType.Null), ("agency", JsonSchemaType.String | JsonSchemaType.Null),
            ("name", JsonSchemaType.String | JsonSchemaType.Null), ("createdBy", JsonSchemaType.String), ("createdAt", Instant()), ("expiresAt", Instant()), .. more,
        ]);

    private static OpenApiSchema Instant() => new() { Type = JsonSchemaType.String, Format = "date-time" };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema List(OpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    private static OpenApiSchema Object(params (string Name, OneOf Type)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Required = members.Select(member => member.Name).ToHashSet(),
        Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Type.Schema),
    };

    private static OpenApiResponse Success(string description, string mediaType, OpenApiSchema schema) => new()
    {
        Description = description,
        Content = new Dictionary<string, IOpenApiMediaType> { [mediaType] = new OpenApiMediaType { Schema = schema } },
    };

    private static OpenApiParameter InPath(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Given(string name, JsonSchemaType type, string description, bool isRequired = false) =>
        new() { Name = name, In = ParameterLocation.Query, Required = isRequired, Description = description, Schema = new OpenApiSchema { Type = type } };

    /// <summary>A schema, or the type that says all of one.</summary>
    private readonly record struct OneOf(OpenApiSchema Schema)
    {
        public static implicit operator OneOf(JsonSchemaType type) => new(new OpenApiSchema { Type = type });

        public static implicit operator OneOf(OpenApiSchema schema) => new(schema);
    }
}
