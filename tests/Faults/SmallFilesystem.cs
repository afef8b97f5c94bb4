using System.Diagnostics;

namespace KGPlanGraph.Tests.Faults;

/// <summary>A file system of a few megabytes that can be filled to the last byte. Only root may mount one.</summary>
internal sealed class SmallFilesystem : IDisposable
{
    private SmallFilesystem(string folder) => Folder = folder;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Null where this user, or this container, may not mount anything: the fault cannot be done then.</summary>
    public static SmallFilesystem? TryMount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("kgplangraph-small.").FullName;
        if (Environment.UserName == "root" && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=1777", "tmpfs", folder) == 0)
        {
            return new SmallFilesystem(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 20; size > 0; size /= 2)
        {
            try
            {
                while (true)
                {
                    filler.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // No room for this much: half of it may still find some.
                continue;
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Filler);

    public void MakeReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Folder));

    public void Dispose()
    {
        // Lazily: a process that is just ending may still be in it.
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
