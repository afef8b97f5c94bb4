using System.Data.Common;
using System.Text;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Execution;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence.Reading;

public sealed class ReadStoreTests
{
    private static readonly Statement Numbers = new("SELECT 1 WHERE 1 = $1", [new SqlValue(ColumnType.Long, 1L)]);

    private static readonly Statement Texts = new("SELECT 2 WHERE 'a' = $1", [new SqlValue(ColumnType.Text, "a")]);

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_batch_that_fails_leaves_nothing_behind_for_the_next(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var store = database.Services.GetRequiredService<IReadStore>();
        Statement[] bad =
        [
            new("SELECT nothing FROM nowhere", []), new("SELECT , 1", []),
            new("SELECT CAST(9223372036854775807 AS bigint) / (1 - 1) FROM nowhere WHERE $1 = 1", [new SqlValue(ColumnType.Long, 1L)]),
        ];
        for (var round = 0; round < 10; round++)
        {
            Assert.Equal([1, 2], await ReadAsync(store, [Numbers, Texts]));
            await Assert.ThrowsAnyAsync<DbException>(() => ReadAsync(store, [Numbers, bad[round % bad.Length], Texts]));
            Assert.Equal([2, 1], await ReadAsync(store, [Texts, Numbers]));
            await Assert.ThrowsAnyAsync<DbException>(() => ReadAsync(store, [bad[round % bad.Length]]));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_batch_that_is_left_before_its_end_leaves_nothing_behind(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var store = database.Services.GetRequiredService<IReadStore>();
        for (var round = 0; round < 5; round++)
        {
            await using (var batch = await store.ExecuteAsync([Numbers, Texts], false, default))
            {
                Assert.True(await (await batch.NextAsync(default)).ReadAsync(default));
            }

            Assert.Equal([1, 2], await ReadAsync(store, [Numbers, Texts]));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_batch_that_is_cancelled_leaves_nothing_behind(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var store = database.Services.GetRequiredService<IReadStore>();
        var endless = new Statement("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT max(i) FROM n", []);
        for (var round = 0; round < 3; round++)
        {
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
            await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(store, [Numbers, endless, Texts], cancellation.Token));
            Assert.Equal([1, 2], await ReadAsync(store, [Numbers, Texts]));
        }
    }

    // The buffer that texts are read into begins with 4,096 bytes.
    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_text_is_read_whole_however_long_it_is(DatabaseEngine engine)
    {
        await using var database = await TestDatabase.CreateMigratedAsync(engine);
        var store = database.Services.GetRequiredService<IReadStore>();
        foreach (var length in new[] { 1, 4_094, 4_095, 4_096, 4_097, 8_191, 8_192, 8_193, 70_000, 1_000_000, 3 })
        {
            var text = string.Concat(Enumerable.Repeat("ệa", length / 4)) + new string('x', length % 4);
            var value = new SqlValue(ColumnType.Text, text);
            var statement = new Statement("SELECT CAST($1 AS text), CAST('' AS text), CAST($1 AS text), CAST(NULL AS text)", [value]);
            await using var batch = await store.ExecuteAsync([statement], false, default);
            var rows = await batch.NextAsync(default);
            Assert.True(await rows.ReadAsync(default));
            Assert.Equal(text, Text(rows, 0));
            Assert.Equal(text, Text(rows, 2));
            Assert.Equal("", Text(rows, 1));
            Assert.Equal(text, Text(rows, 0));
            Assert.True(rows.IsNull(3));
        }
    }

    private static string Text(RowReader rows, int slot) => Encoding.UTF8.GetString(rows.GetText(slot));

    private static async Task<List<long>> ReadAsync(IReadStore store, Statement[] statements, CancellationToken cancellationToken = default)
    {
        var values = new List<long>();
        await using var batch = await store.ExecuteAsync(statements, false, cancellationToken);
        for (var statement = 0; statement < statements.Length; statement++)
        {
            var rows = await batch.NextAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                values.Add(Convert.ToInt64(rows.Reader.GetValue(0), null));
            }
        }

        return values;
    }
}
