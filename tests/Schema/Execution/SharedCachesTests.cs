using System.Reflection;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Schema.Execution;
using KGPlanGraph.Schema.Limits;
using KGPlanGraph.Schema.Operations;
using KGPlanGraph.Schema.Requests;

namespace KGPlanGraph.Tests.Schema.Execution;

/// <summary>What requests that run at the same time have in common.</summary>
public sealed class SharedCachesTests
{
    // A struct of several words, a nullable number among them, is not: another thread could read a part of the old value and a part of the new one.
    [Fact]
    public void What_requests_of_one_document_remember_is_published_whole()
    {
        var torn = TypesBelow(typeof(CachedDocument))
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            // What a primary constructor has captured ends in P.
            .Where(field => !field.IsInitOnly && !field.Name.EndsWith(">P", StringComparison.Ordinal) && field.FieldType.IsValueType
                && !field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
            .Select(field => $"{field.DeclaringType!.Name}.{field.Name}: {field.FieldType}");

        Assert.Empty(torn);
    }

    [Fact]
    public async Task Slow_read_of_an_older_version_leaves_what_is_kept_of_the_newer_one()
    {
        await using var data = new DataOfVersion { Version = 1 };
        var cache = new ResponseCache(data, new GraphQLOptions());
        var (key, other) = (new ResponseKey(1, 1, 1, 1), new ResponseKey(2, 2, 2, 2));
        var body = new CachedBody("{}"u8.ToArray(), "\"tag\"", default!);

        Assert.True(cache.TryVersion(out var older));
        data.Version = 2;
        cache.Put(2, key, body);
        cache.Put(older, other, body);

        Assert.Same(body, cache.Find(2, key));
        Assert.Null(cache.Find(2, other));
        Assert.Null(cache.Find(older, other));
    }

    private static HashSet<Type> TypesBelow(Type root)
    {
        var found = new HashSet<Type>();
        var left = new Stack<Type>([root]);
        while (left.TryPop(out var type))
        {
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : type.HasElementType ? [type.GetElementType()!] : [])
            {
                left.Push(part);
            }

            if (type.Assembly != root.Assembly || !found.Add(type))
            {
                continue;
            }

            foreach (var next in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => field.FieldType)
                .Concat(root.Assembly.GetTypes().Where(other => other != type && type.IsAssignableFrom(other))))
            {
                left.Push(next);
            }
        }

        return found;
    }

    private sealed class DataOfVersion : DataVersion
    {
        public required long Version { get; set; }

        public override bool TryGet(out long version)
        {
            version = Version;
            return true;
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
