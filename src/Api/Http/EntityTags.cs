using Microsoft.Extensions.Primitives;

namespace KGPlanGraph.Api.Http;

/// <summary>Entity tags of answers. An encoding gives other bytes, so it has a tag of its own: <c>"abc"</c> becomes <c>"abc-br"</c>.</summary>
internal static class EntityTags
{
    public static string For(string tag, AnswerEncoding? encoding) => encoding is null ? tag : $"{tag[..^1]}-{encoding.Name}\"";

    /// <summary>True where <c>If-None-Match</c> names <paramref name="tag"/>, in whichever encoding the client has it.</summary>
    public static bool Matches(StringValues ifNoneMatch, string tag)
    {
        foreach (var line in ifNoneMatch)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var candidate = line.AsSpan()[range].Trim();
                if (candidate is "*" || IsSame(candidate.StartsWith("W/") ? candidate[2..] : candidate, tag))
                    return true;
            }
        }

        return false;
    }

    static bool IsSame(ReadOnlySpan<char> candidate, string tag) =>
        candidate.SequenceEqual(tag)
        || (candidate.StartsWith(tag.AsSpan()[..^1]) && candidate[(tag.Length - 1)..] is "-br\"" or "-gzip\"");
}
