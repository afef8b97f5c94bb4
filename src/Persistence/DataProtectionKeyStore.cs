using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;

namespace KGPlanGraph.Persistence;

/// <summary>The table of Data Protection's keys, which Data Protection asks for synchronously: at the start, and once a day.</summary>
public sealed class DataProtectionKeyStore(IDatabase database)
{
    /// <summary>All keys by their numbers.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public IReadOnlyList<DataProtectionKey> List()
    {
        using var context = database.CreateContext();
        return [.. context.Set<DataProtectionKey>().AsNoTracking().OrderBy(key => key.Number)];
    }

    /// <summary>Keeps a key, unless there is one of this number: another server was quicker, and its key is as good.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is out of reach.</exception>
    public void Add(int number, string xml)
    {
        using var context = database.CreateContext();
        // Both engines know these words; asking first would leave a moment between the two.
        context.Database.ExecuteSql($"INSERT INTO data_protection_keys (number, xml) VALUES ({number}, {xml}) ON CONFLICT (number) DO NOTHING");
    }
}
