using System.Runtime.InteropServices;
using System.Text.Json;
using GraphQL.Types;
using GraphQLParser;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Compilation.Output;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Operations;

/// <summary>
/// The specification's "Handling Execution Errors": each field that was denied, or whose arguments are wrong, is null with an error at its path; where it
/// may not be null, the nearest parent that may is. Only data with a <see cref="NullMark"/> in it is looked through.
/// </summary>
internal sealed class FieldErrors
{
    // A hundred rows with the same refused field say the same a hundred times; more than that helps nobody.
    private const int MaxErrors = 1_000;

    private readonly OperationVariant form;
    private readonly CompiledOperation operation;
    private readonly BoundOperation bound;
    private readonly List<GraphQLError> errors = [];
    private readonly NullPlace root = new();
    private readonly Dictionary<long, (GraphQLError Error, IReadOnlyList<IGraphType> Types)> known = [];

    private FieldErrors(OperationVariant form, CompiledOperation operation, BoundOperation bound)
    {
        this.form = form;
        this.operation = operation;
        this.bound = bound;
    }

    /// <summary>Puts nulls and errors in the place of the marks.</summary>
    /// <param name="data">The object of the root fields; disposed where another one takes its place.</param>
    /// <param name="form">The operation.</param>
    /// <param name="operation">What was compiled of it.</param>
    /// <param name="bound">What was read.</param>
    /// <returns>The data, the errors in its order, and whether all of it is null.</returns>
    public static (JsonBuffer Data, IReadOnlyList<GraphQLError> Errors, bool IsNull) Resolve(
        JsonBuffer data, OperationVariant form, CompiledOperation operation, BoundOperation bound)
    {
        if (operation.Denied.Count == 0 && bound.Faults is null)
        {
            return (data, [], false);
        }

        var resolution = new FieldErrors(form, operation, bound);
        using var json = JsonDocument.Parse(data.WrittenMemory, new JsonDocumentOptions { MaxDepth = 256 });
        resolution.Find(json.RootElement, []);
        if (!resolution.root.Any)
        {
            return (data, [], false);
        }

        var resolved = new JsonBuffer();
        Copy(resolved, json.RootElement, resolution.root);
        data.Dispose();
        return (resolved, resolution.errors, resolution.root.IsNull);
    }

    private void Find(JsonElement value, List<object> place)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
                {
                    index++;
                    continue;
                }

                place.Add(index++);
                Find(item, place);
                place.RemoveAt(place.Count - 1);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                if (property.Name.Length == 0)
                {
                    Add(property.Value.GetInt64(), place);
                    return;
                }

                if (property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                {
                    place.Add(property.Name);
                    Find(property.Value, place);
                    place.RemoveAt(place.Count - 1);
                }
            }
        }
    }

    private void Add(long mark, List<object> place)
    {
        if (!known.TryGetValue(mark, out var found))
        {
            known.Add(mark, found = ErrorOf(mark, [.. place.OfType<string>()]));
        }

        root.Add(place, Nullable(place, found.Types));
        if (errors.Count < MaxErrors)
        {
            errors.Add(found.Error with { Path = [.. place] });
        }
    }

    private (GraphQLError Error, IReadOnlyList<IGraphType> Types) ErrorOf(long mark, IReadOnlyList<string> path)
    {
        var level = mark < 0 ? operation.Levels[(int)(-1 - mark)] : null;
        var (field, error) = level is null
            ? (operation.Denied[(int)mark].Field, operation.Denied[(int)mark].Error)
            : (level.Field, bound.Faults![level.Select.Index]!);
        var location = Location.FromLinearPosition(form.Document.Source, field.Location.Start);
        return (error with { Locations = [(location.Line, location.Column)] }, form.TypesAlong(path));
    }

    // How many parts of a place lead to what may be null; 0 where nothing on the way may.
    private static int Nullable(List<object> place, IReadOnlyList<IGraphType> types)
    {
        IGraphType? type = null;
        var depth = 0;
        var length = 0;
        for (var part = 0; part < place.Count; part++)
        {
            type = place[part] is string ? types[depth++] : ((ListGraphType)((type as NonNullGraphType)?.ResolvedType ?? type!)).ResolvedType!;
            if (type is not NonNullGraphType)
            {
                length = part + 1;
            }
        }

        return length;
    }

    private static void Copy(JsonBuffer json, JsonElement value, NullPlace? place)
    {
        if (place is null)
        {
            json.Raw(JsonMarshal.GetRawUtf8Value(value));
        }
        else if (place.IsNull)
        {
            json.Null();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            json.Raw((byte)'[');
            foreach (var item in value.EnumerateArray())
            {
                if (index > 0)
                {
                    json.Raw((byte)',');
                }

                Copy(json, item, place.At(index++));
            }

            json.Raw((byte)']');
        }
        else
        {
            var isFirst = true;
            json.Raw((byte)'{');
            foreach (var property in value.EnumerateObject())
            {
                if (!isFirst)
                {
                    json.Raw((byte)',');
                }

                isFirst = false;
                json.String(property.Name);
                json.Raw((byte)':');
                Copy(json, property.Value, place.At(property.Name));
            }

            json.Raw((byte)'}');
        }
    }

    /// <summary>Where nulls go: a place of the data, with those below it.</summary>
    private sealed class NullPlace
    {
        private Dictionary<object, NullPlace>? below;

        /// <summary>Whether the value here is null.</summary>
        public bool IsNull { get; private set; }

        /// <summary>Whether any value here or below is.</summary>
        public bool Any => IsNull || below is not null;

        public NullPlace? At(object part) => below?.GetValueOrDefault(part);

        public void Add(List<object> place, int length)
        {
            var current = this;
            for (var part = 0; part < length; part++)
            {
                current.below ??= [];
                if (!current.below.TryGetValue(place[part], out var next))
                {
                    current.below.Add(place[part], next = new NullPlace());
                }

                current = next;
            }

            current.IsNull = true;
        }
    }
}
