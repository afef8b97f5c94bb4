namespace KGPlanGraph.Schema.Definition;

/// <summary>
/// Cursor connections. The sources write <c>type TasksConnection { nodes: [Task!] }</c>; the rest follows: page info, edges, count, and TasksEdge.
/// </summary>
internal static class ConnectionFamily
{
    private const string Suffix = "Connection";

    public static bool IsConnection(string typeName) => typeName.EndsWith(Suffix, StringComparison.Ordinal);

    public static void Complete(DefinedTypes types)
    {
        foreach (var type in types.All.Where(type => IsConnection(type.Name.StringValue)).ToList())
        {
            types.Put(Write(type.Name.StringValue, type.Description!.Value.ToString(), type.OutputFields().Single().Type.NamedType()));
        }
    }

    private static string Write(string connection, string description, string node)
    {
        var edge = connection[..^Suffix.Length] + "Edge";
        return $$""""
            """{{description}}"""
            type {{connection}} {
              "The place of the page in the list."
              pageInfo: PageInfo!
              "The page's elements with their cursors."
              edges: [{{edge}}!]
              "The page's elements."
              nodes: [{{node}}!]
              "The number of elements in the whole list that the caller may see. Counted only if it is selected."
              totalCount: Int!
            }

            "One element of a page, with its cursor."
            type {{edge}} {
              "An opaque cursor for `after` and `before`, in the same order of the list."
              cursor: String!
              "The element."
              node: {{node}}!
            }
            """";
    }
}
