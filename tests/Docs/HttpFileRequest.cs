using System.Net.Http.Headers;
using System.Text;

namespace KGPlanGraph.Tests.Docs;

/// <summary>A request of docs/kgplangraph.http.</summary>
/// <param name="Title">Behind <c>###</c>.</param>
/// <param name="Name">By which later requests mean its answer.</param>
/// <param name="Answer">The error's code, or the status, that it is to have; null for 200 without errors.</param>
/// <param name="Lines">Request line, headers, an empty line, body.</param>
public sealed record HttpFileRequest(string Title, string? Name, string? Answer, IReadOnlyList<string> Lines)
{
    private const string NameMark = "# @name ";
    private const string AnswerMark = "# Answer: ";

    /// <summary>Reads a file's requests; what stands before the first is for its variables.</summary>
    public static IReadOnlyList<HttpFileRequest> Read(string text) => [.. text.Split("### ").Skip(1).Select(Parse)];

    /// <summary>The request with its places filled.</summary>
    public HttpRequestMessage ToMessage(Func<string, string> fill)
    {
        var lines = Lines.Select(fill).ToList();
        var request = new HttpRequestMessage(new HttpMethod(lines[0].Split(' ')[0]), lines[0].Split(' ')[1]);
        var empty = lines.IndexOf("");
        var (headers, body) = empty < 0 ? (lines[1..], []) : (lines[1..empty], lines[(empty + 1)..]);
        if (body.Count > 0)
        {
            request.Content = new StringContent(string.Join('\n', body), Encoding.UTF8);
        }

        foreach (var header in headers.Select(line => line.Split(": ", 2)))
        {
            if (header[0] == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(header[1]);
            }
            else
            {
                Assert.True(request.Headers.TryAddWithoutValidation(header[0], header[1]));
            }
        }

        return request;
    }

    private static HttpFileRequest Parse(string part)
    {
        var lines = part.TrimEnd().Split('\n');
        string? Marked(string mark) => lines.FirstOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..];
        return new(lines[0], Marked(NameMark), Marked(AnswerMark), [.. lines.Skip(1).Where(line => !line.StartsWith('#'))]);
    }
}
