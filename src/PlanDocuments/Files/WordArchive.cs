using System.IO.Compression;
using System.Xml;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>
/// Looks through a .docx before the Open XML SDK unpacks it: how large its parts are in truth (an archive's own figures may lie), that no part
/// declares entities, and that none nests deeper than a reader's stack allows.
/// </summary>
internal static class WordArchive
{
    /// <summary>The most that all parts together unpack to; a plan of 2,000 tasks takes about 5 MB.</summary>
    private const long MostBytes = 128L * 1024 * 1024;

    private const int MostParts = 4_096;
    private const int Deepest = 256;
    private const int MostNodes = 4_000_000;

    /// <exception cref="FileRefusedException">It is no Word document, or one that is not safe to open.</exception>
    public static void Check(byte[] file, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostParts)
            {
                throw new FileRefusedException(FileRefusals.TooComplex);
            }

            if (!archive.Entries.Any(entry => entry.FullName.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase)))
            {
                throw new FileRefusedException(FileRefusals.Archive);
            }

            var left = MostBytes;
            foreach (var entry in archive.Entries)
            {
                left = Check(entry, left, cancellationToken);
            }
        }
        catch (InvalidDataException e)
        {
            throw new FileRefusedException(FileRefusals.Broken, e);
        }
        catch (XmlException e)
        {
            throw new FileRefusedException(FileRefusals.Broken, e);
        }
    }

    /// <summary>True for parts that are never read as XML; whoever makes one of them the document's text gets it refused by <see cref="WordFile"/>.</summary>
    public static bool IsMedia(string path) => Path.GetExtension(path).ToLowerInvariant()
        is ".png" or ".jpg" or ".jpeg" or ".gif" or ".bmp" or ".tif" or ".tiff" or ".emf" or ".wmf" or ".svg" or ".bin" or ".ttf" or ".odttf" or ".ico" or ".wdp";

    private static long Check(ZipArchiveEntry entry, long left, CancellationToken cancellationToken)
    {
        using var stream = new CountingStream(entry.Open(), left, cancellationToken);
        if (IsMedia(entry.FullName) || entry.FullName.EndsWith('/'))
        {
            stream.CopyTo(Stream.Null);
            return stream.Left;
        }

        // Entities are refused with the declaration of the document's type, before one is expanded.
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var nodes = 0;
        while (xml.Read())
        {
            if (xml.Depth > Deepest || ++nodes > MostNodes)
            {
                throw new FileRefusedException(FileRefusals.TooComplex);
            }
        }

        return stream.Left;
    }

    /// <summary>Passes bytes on up to a bound.</summary>
    private sealed class CountingStream(Stream inner, long left, CancellationToken cancellationToken) : Stream
    {
        public long Left { get; private set; } = left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = inner.Read(buffer, offset, count);
            Left -= read;
            return Left >= 0 ? read : throw new FileRefusedException(FileRefusals.TooComplex);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
