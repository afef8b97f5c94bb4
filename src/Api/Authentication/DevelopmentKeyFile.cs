using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace KGPlanGraph.Api.Authentication;

/// <summary>The development signing key (P-256) in the data folder, readable by its owner alone.</summary>
/// <param name="path">Of the PEM file.</param>
internal sealed class DevelopmentKeyFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>The file in the data folder of <paramref name="contentRoot"/>.</summary>
    internal static DevelopmentKeyFile In(string contentRoot) => new(Path.Combine(contentRoot, "data", "development-signing-key.pem"));

    /// <summary>Null where none has been made yet.</summary>
    internal ECDsaSecurityKey? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        Restrict();
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} does not hold a private key in PEM. Delete it: the next token makes a new one.", e);
        }

        return Named(key);
    }

    /// <summary>Makes the key on first use. Of two processes that make it at once, both use the one that came first.</summary>
    internal ECDsaSecurityKey ReadOrCreate()
    {
        if (Read() is { } existing)
        {
            return existing;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!SpinWait.SpinUntil(() => File.Exists(path) || TryMake(), LongestWait))
        {
            throw new IOException($"{path} could not be made within {LongestWait.TotalSeconds:0} s: another process is making it, or its folder takes no file.");
        }

        return Read() ?? throw new IOException($"{path} was removed while it was being made; try again.");
    }

    /// <summary>False while another process makes it: a file that is held says whose turn it is, since moving asks and then overwrites.</summary>
    private bool TryMake()
    {
        using var turn = Take($"{path}.making");
        if (turn is null)
        {
            return false;
        }

        if (File.Exists(path))
        {
            return true;
        }

        // Moved into its place, so that nobody reads half of it.
        var draft = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            Write(draft);
            File.Move(draft, path, overwrite: false);
        }
        finally
        {
            File.Delete(draft);
        }

        return true;
    }

    private static FileStream? Take(string file)
    {
        try
        {
            return new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            });
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A copied folder may have opened the key to others.</summary>
    private void Restrict()
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            File.SetUnixFileMode(path, OwnerOnly);
        }
    }

    private static void Write(string draft)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(draft, options);
        writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
    }

    private static ECDsaSecurityKey Named(ECDsa key)
    {
        var named = new ECDsaSecurityKey(key);
        named.KeyId = Base64UrlEncoder.Encode(named.ComputeJwkThumbprint());
        return named;
    }
}
