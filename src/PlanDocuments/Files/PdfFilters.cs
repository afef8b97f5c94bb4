using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// PdfPig's filters with a bound on what they unpack. It asks for them before each stream, which is also where a cancellation and a document that
/// draws the same form without end are noticed.
/// </summary>
internal sealed class PdfFilters(CancellationToken cancellationToken) : IFilterProvider
{
    private const long MostBytes = 64L * 1024 * 1024;

    /// <summary>What the text of one page takes; a page in small print has about 50 KB.</summary>
    private const long MostBytesOfPage = 4L * 1024 * 1024;

    private const int MostStreams = 100_000;

    private readonly IFilterProvider inner = DefaultFilterProvider.Instance;
    private long bytes;
    private long bytesOfPage;
    private int streams;

    /// <summary>True where a bound was passed; PdfPig may have gone on without the stream.</summary>
    public bool IsExceeded { get; private set; }

    public void BeginPage() => bytesOfPage = 0;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        cancellationToken.ThrowIfCancellationRequested();
        var filters = inner.GetFilters(dictionary);
        if (filters.Count == 0 && !IsFontOrImage(dictionary) && dictionary.TryGet(NameToken.Length, out NumericToken length))
        {
            bytesOfPage += length.Long;
        }

        Demand(++streams <= MostStreams && bytesOfPage <= MostBytesOfPage);
        return [.. filters.Select(filter => new Bounded(filter, this, IsFontOrImage(dictionary))), new FontCheck()];
    }

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) =>
        [.. inner.GetNamedFilters(names).Select(filter => new Bounded(filter, this, true)), new FontCheck()];

    public IReadOnlyList<IFilter> GetAllFilters() => [.. inner.GetAllFilters().Select(filter => new Bounded(filter, this, true))];

    private static bool IsFontOrImage(DictionaryToken dictionary) =>
        dictionary.ContainsKey(NameToken.Length1) || dictionary.ContainsKey(NameToken.Width)
        || (dictionary.TryGet(NameToken.Subtype, out NameToken subtype) && subtype.Data is not "Form")
        || dictionary.ContainsKey(NameToken.Type);

    private void Demand(bool isWithin)
    {
        if (!isWithin || IsExceeded)
        {
            IsExceeded = true;
            throw new FileRefusedException(FileRefusals.TooComplex);
        }
    }

    private void Unpacked(long count, bool isFontOrImage)
    {
        bytes += count;
        bytesOfPage += isFontOrImage ? 0 : count;
        Demand(bytes <= MostBytes && bytesOfPage <= MostBytesOfPage);
    }

    /// <summary>Behind all other filters: passes on what they made, unless it is a font that PdfPig cannot survive.</summary>
    private sealed class FontCheck : IFilter
    {
        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex) =>
            PdfFonts.IsSafe(input.Span) ? input : throw new FileRefusedException(FileRefusals.Broken);
    }

    private sealed class Bounded(IFilter inner, PdfFilters owner, bool isFontOrImage) : IFilter
    {
        // The worst that they can make of a byte.
        private const int LzwFactor = 1_365;
        private const int RunLengthFactor = 64;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            owner.Demand(true);
            switch (inner)
            {
                case FlateFilter:
                    Inflate(input);
                    return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
                case LzwFilter:
                    owner.Demand(input.Length < MostBytes / LzwFactor || !MayExplode(input, LzwFactor));
                    break;
                case RunLengthFilter:
                    owner.Demand(input.Length < MostBytes / RunLengthFactor);
                    break;
                default:
                    break;
            }

            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            owner.Unpacked(output.Length, isFontOrImage);
            return output;
        }

        private static bool MayExplode(Memory<byte> input, int factor) => (long)input.Length * factor > MostBytes * 4;

        /// <summary>Unpacks to nowhere first: PdfPig's own filter has no bound.</summary>
        private void Inflate(Memory<byte> input)
        {
            if (input.Length < 2)
            {
                return;
            }

            using var stream = new DeflateStream(new MemoryStream(input[2..].ToArray(), writable: false), CompressionMode.Decompress);
            var buffer = new byte[32_768];
            try
            {
                while (stream.Read(buffer) is > 0 and var read)
                {
                    owner.Unpacked(read, isFontOrImage);
                }
            }
            catch (InvalidDataException)
            {
                // Damaged behind what was counted; PdfPig takes what it can get.
            }
        }
    }
}
