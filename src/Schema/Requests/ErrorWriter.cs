using System.Globalization;
using KGPlanGraph.Schema.Compilation;
using KGPlanGraph.Schema.Errors;

namespace KGPlanGraph.Schema.Requests;

/// <summary>Writes the <c>errors</c> of a response.</summary>
internal static class ErrorWriter
{
    // Produces: "errors":[{"message":"…","locations":[{"line":1,"column":3}],"path":["tasks"],"extensions":{"code":"HC0051"}}]
    public static void Write(JsonBuffer json, IReadOnlyList<GraphQLError> errors, Language language)
    {
        json.Raw("\"errors\":["u8);
        for (var index = 0; index < errors.Count; index++)
        {
            if (index > 0)
            {
                json.Raw((byte)',');
            }

            Write(json, errors[index], language);
        }

        json.Raw((byte)']');
    }

    private static void Write(JsonBuffer json, GraphQLError error, Language language)
    {
        json.Raw("{\"message\":"u8);
        json.String(error.Message.In(language));
        if (error.Locations.Count > 0)
        {
            json.Raw(",\"locations\":["u8);
            for (var index = 0; index < error.Locations.Count; index++)
            {
                json.Raw(index > 0 ? ",{\"line\":"u8 : "{\"line\":"u8);
                json.Number(error.Locations[index].Line);
                json.Raw(",\"column\":"u8);
                json.Number(error.Locations[index].Column);
                json.Raw((byte)'}');
            }

            json.Raw((byte)']');
        }

        if (error.Path is { } path)
        {
            json.Raw(",\"path\":["u8);
            for (var index = 0; index < path.Count; index++)
            {
                if (index > 0)
                {
                    json.Raw((byte)',');
                }

                Value(json, path[index]);
            }

            json.Raw((byte)']');
        }

        json.Raw(",\"extensions\":{\"code\":"u8);
        json.String(error.Code);
        foreach (var (name, value) in error.Extensions)
        {
            json.Raw((byte)',');
            json.String(name);
            json.Raw((byte)':');
            Value(json, value);
        }

        json.Raw("}}"u8);
    }

    private static void Value(JsonBuffer json, object? value)
    {
        switch (value)
        {
            case null:
                json.Null();
                break;
            case string text:
                json.String(text);
                break;
            case bool flag:
                json.Boolean(flag);
                break;
            case double or float or decimal:
                json.Number(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                json.Number(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
