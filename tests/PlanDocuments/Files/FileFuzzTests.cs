using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace KGPlanGraph.Tests.PlanDocuments.Files;

/// <summary>Files with bytes turned, cut out and put in are read, or refused in a sentence: no other end, in bounded time and memory.</summary>
public sealed class FileFuzzTests
{
    private const int Rounds = 12;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public void Word_archives() => Mutate(PlanFiles.FirstPlanAsWord(), "plan.docx", 1);

    [Fact]
    public void Parts_of_Word_archives()
    {
        using var archive = new ZipArchive(new MemoryStream(PlanFiles.FirstPlanAsWord()));
        var parts = archive.Entries.Select(entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        }).ToArray();
        foreach (var (name, bytes) in parts)
        {
            foreach (var mutant in Mutants(bytes, name.Length))
            {
                Read(PlanFiles.Zip([.. parts.Select(part => part.FullName == name ? (name, mutant) : part)]), "plan.docx");
            }
        }
    }

    [Fact]
    public async Task Portable_documents() => Mutate(await PlanFiles.PdfAsync(PlanFiles.FirstPlanAsHtml()), "plan.pdf", 2);

    [Fact]
    public void Web_pages() => Mutate(Encoding.UTF8.GetBytes(PlanFiles.FirstPlanAsHtml()), "plan.html", 3);

    [Fact]
    public void Texts() => Mutate(Encoding.UTF8.GetBytes(PlanFiles.FirstPlanAsText()), "plan.txt", 4);

    [Fact]
    public void Bytes_without_meaning()
    {
        var random = new Random(5);
        foreach (var start in (string[])["PK\u0003\u0004", "%PDF-1.7\n", "<!DOCTYPE html>", "", "{\\rtf1", "KẾ HOẠCH\n"])
        {
            var bytes = new byte[20_000];
            random.NextBytes(bytes);
            Read([.. Encoding.UTF8.GetBytes(start), .. bytes], null);
        }
    }

    private static void Mutate(byte[] file, string name, int seed)
    {
        foreach (var mutant in Mutants(file, seed))
        {
            Read(mutant, name);
        }
    }

    private static IEnumerable<byte[]> Mutants(byte[] file, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var mutant = file.ToList();
            for (var change = 0; change <= round; change++)
            {
                var at = random.Next(mutant.Count);
                var length = Math.Min(random.Next(1, 64), mutant.Count - at);
                switch (random.Next(4))
                {
                    case 0:
                        mutant[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 1:
                        mutant.RemoveRange(at, length - 1);
                        break;
                    case 2:
                        mutant.InsertRange(at, mutant.GetRange(random.Next(mutant.Count - length), length));
                        break;
                    default:
                        mutant[at] = (byte)random.Next(256);
                        break;
                }
            }

            yield return [.. mutant];
        }

        yield return file[..(file.Length / 2)];
        yield return file[..Math.Min(20, file.Length)];
    }

    private static void Read(byte[] file, string? name)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = PlanFiles.Read(file, name);
        var isTold = read.IsRead ? Reading.Of(read.Text, read.Format) is { IsRead: true } or { Refusal: not null } : read.Refusal is not null;

        Assert.True(isTold);
        Assert.True(watch.Elapsed < Longest, $"took {watch.Elapsed}");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_500_000_000, "allocates without bound");
    }
}
