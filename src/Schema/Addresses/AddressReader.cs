using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.PersistedDocuments;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Schema.Addresses;

/// <summary>Reads the addresses of one file, and says everything that is wrong with them.</summary>
internal static class AddressReader
{
    /// <param name="file">With its directives.</param>
    /// <param name="document">The same without them, validated.</param>
    public static IEnumerable<(Address? Address, IReadOnlyList<string> Faults)> Read(DocumentFile file, CachedDocument document)
    {
        var definitions = Parser.Parse(file.Text, DocumentLimits.Parsing).Definitions.OfType<GraphQLOperationDefinition>().ToList();
        for (var index = 0; index < definitions.Count; index++)
        {
            if (HttpDirective.Of(definitions[index]) is { } directive)
            {
                yield return Read(definitions[index], directive, document, document.Operations[index]);
            }
        }
    }

    private static (Address? Address, IReadOnlyList<string> Faults) Read(
        GraphQLOperationDefinition definition, GraphQLDirective directive, CachedDocument document, CachedOperation operation)
    {
        var faults = new List<string>();
        var name = operation.Name ?? "the operation without a name";
        var (route, query) = Arguments(directive, faults);
        if (operation.Name is null)
        {
            faults.Add("it needs a name.");
        }

        if (operation.Kind != OperationKind.Query)
        {
            faults.Add("only a query can have an address.");
        }

        var shape = Shape(operation, faults);
        var segments = route is null ? [] : AddressRoute.Segments(route, faults);
        var parameters = Parameters(operation, segments, query, faults);
        if (faults.Count > 0)
        {
            return (null, [.. faults.Select(fault => $"{name}: {fault}")]);
        }

        return (new Address
        {
            Name = name,
            Route = route!,
            Summary = string.Join(' ', (definition.Comments ?? []).Select(comment => comment.Value.ToString().Trim())),
            DocumentId = document.Hash,
            Parameters = parameters,
            Shape = shape,
            Operation = operation,
        }, []);
    }

    private static (string? Route, IReadOnlyList<string> Query) Arguments(GraphQLDirective directive, List<string> faults)
    {
        string? route = null;
        IReadOnlyList<string> query = [];
        foreach (var argument in directive.Arguments?.Items ?? [])
        {
            switch (argument.Name.StringValue, argument.Value)
            {
                case ("route", GraphQLStringValue text):
                    route = text.Value.ToString();
                    break;
                case ("query", GraphQLListValue { Values: var values }) when (values ?? []).TrueForAll(value => value is GraphQLStringValue):
                    query = [.. (values ?? []).Select(value => ((GraphQLStringValue)value).Value.ToString())];
                    break;
                case ("query", GraphQLStringValue one):
                    query = [one.Value.ToString()];
                    break;
                default:
                    faults.Add($"@http takes route: \"…\" and query: [\"…\"], not '{argument.Name.StringValue}' as written.");
                    break;
            }
        }

        if (route is null)
        {
            faults.Add("@http needs a route, such as \"/api/v1/plans\".");
        }

        return (route, query);
    }

    private static RootShape Shape(CachedOperation operation, List<string> faults)
    {
        if (operation.Kind != OperationKind.Query || operation.Definition.SelectionSet.Selections is not [GraphQLField field] || operation.RootType(field) is not { } type)
        {
            faults.Add("an address needs exactly one root field, written as a field of Query.");
            return RootShape.Object;
        }

        return AddressShape.Of(type);
    }

    private static List<AddressParameter> Parameters(
        CachedOperation operation, IReadOnlyList<string> segments, IReadOnlyList<string> query, List<string> faults)
    {
        var inPath = segments.Where(AddressRoute.IsVariable).Select(AddressRoute.NameOf).ToList();
        var variables = operation.Variables.Definitions.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(inPath.Concat(query).Where(place => !variables.Contains(place)).Select(place => $"there is no variable ${place}."));
        faults.AddRange(inPath.Concat(query).GroupBy(place => place, StringComparer.Ordinal).Where(places => places.Count() > 1)
            .Select(places => $"${places.Key} has two places."));
        if (query.Contains(Address.FormatParameter))
        {
            faults.Add($"'{Address.FormatParameter}' is the name of the format in every address.");
        }

        var parameters = new List<AddressParameter>();
        foreach (var (name, type, fallback) in operation.Variables.Definitions)
        {
            var isInPath = inPath.Contains(name);
            if (!isInPath && !query.Contains(name))
            {
                faults.Add($"${name} has no place: put it into the route in braces, or into query.");
                continue;
            }

            var parameter = new AddressParameter(name, type, isInPath, fallback is not null);
            if (parameter.Named is IInputObjectGraphType || (isInPath && parameter.IsList) || IsNested(type))
            {
                faults.Add($"${name} is of a type that {(isInPath ? "a path" : "a query string")} cannot give.");
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private static bool IsNested(IGraphType type)
    {
        var lists = 0;
        for (var inner = type; inner is IProvideResolvedType { ResolvedType: { } next }; inner = next)
        {
            lists += inner is ListGraphType ? 1 : 0;
        }

        return lists > 1;
    }
}

/// <summary>Tells what a field gives.</summary>
internal static class AddressShape
{
    public static RootShape Of(IGraphType type) => (type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type) switch
    {
        ListGraphType => RootShape.List,
        IObjectGraphType given when given.Fields.Any(part => part.Name == "pageInfo") => RootShape.Connection,
        _ => RootShape.Object,
    };
}

/// <summary>The form of routes: <c>/</c> and segments, each a text or a variable in braces.</summary>
internal static partial class AddressRoute
{
    /// <summary>The endings that name a format.</summary>
    public static readonly IReadOnlyList<string> Endings = [".json", ".jsonl", ".csv", ".xlsx"];

    // What the server answers itself.
    private static readonly string[] Reserved = ["graphql", "health", "metrics", "openapi", "import"];

    public static bool IsVariable(string segment) => segment.StartsWith('{');

    public static string NameOf(string segment) => segment[1..^1];

    public static IReadOnlyList<string> Segments(string route, List<string> faults)
    {
        var segments = route.Split('/')[1..];
        if (!route.StartsWith('/') || segments.Length == 0 || !segments.All(segment => Segment().IsMatch(segment)))
        {
            faults.Add($"the route '{route}' must be /segments of letters, digits, '.', '-', '_', or variables in braces that fill a segment.");
            return [];
        }

        if (IsVariable(segments[0]) || Reserved.Contains(segments[0].ToLowerInvariant()) || segments[0].Contains('.'))
        {
            faults.Add($"the route {route} is taken by the server.");
        }

        if (Endings.Any(ending => segments[^1].EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add($"the route {route} ends in a format; leave the ending out.");
        }

        return segments;
    }

    /// <summary>What a route covers: two with a common form are the same address.</summary>
    public static IEnumerable<string> Forms(string route) => [string.Join('/', route.Split('/').Select(segment => IsVariable(segment) ? "{}" : segment))];

    [GeneratedRegex(@"^(\{[_A-Za-z][_0-9A-Za-z]*\}|[0-9A-Za-z._-]+)$")]
    private static partial Regex Segment();
}
