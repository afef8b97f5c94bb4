namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>Makes a failing filter smaller: leaves out fields and list items as long as it still fails.</summary>
internal static class FilterShrinker
{
    public static async Task<Dictionary<string, object?>> ShrinkAsync(Dictionary<string, object?> where, Func<Dictionary<string, object?>, Task<bool>> fails)
    {
        for (var shrunk = true; shrunk;)
        {
            shrunk = false;
            foreach (var candidate in Smaller(where))
            {
                if (!await fails((Dictionary<string, object?>)candidate!))
                {
                    continue;
                }

                where = (Dictionary<string, object?>)candidate!;
                shrunk = true;
                break;
            }
        }

        return where;
    }

    private static IEnumerable<object?> Smaller(object? value)
    {
        switch (value)
        {
            case Dictionary<string, object?> fields:
                foreach (var (name, content) in fields)
                {
                    if (fields.Count > 1)
                    {
                        yield return fields.Where(field => field.Key != name).ToDictionary();
                    }

                    foreach (var smaller in Smaller(content))
                    {
                        yield return fields.ToDictionary(field => field.Key, field => field.Key == name ? smaller : field.Value);
                    }
                }

                break;
            case List<object?> items:
                for (var index = 0; index < items.Count; index++)
                {
                    yield return items.Where((_, other) => other != index).ToList();
                    foreach (var smaller in Smaller(items[index]))
                    {
                        yield return items.Select((item, other) => other == index ? smaller : item).ToList();
                    }
                }

                break;
        }
    }
}
