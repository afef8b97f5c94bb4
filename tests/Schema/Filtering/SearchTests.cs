using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Tests.Schema.Reads;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Filtering;

[Collection(ReadsCollection.Name)]
public sealed class SearchTests(ReadWorlds worlds)
{
    private static readonly Dictionary<string, Func<object, IEnumerable<string?>>> Searched = new()
    {
        ["tasks"] = row => row is PlanTask task ? [task.Label, task.Title, task.Content] : [],
        ["agencies"] = row => row is Agency agency ? [agency.Code, agency.Name, .. agency.Aliases] : [],
        ["investmentItems"] = ItemTexts,
        ["industrialZones"] = ItemTexts,
        ["industrialClusters"] = ItemTexts,
        ["investmentProjects"] = ItemTexts,
    };

    public static TheoryData<DatabaseEngine, string> Lists
    {
        get
        {
            var cases = new TheoryData<DatabaseEngine, string>();
            foreach (var connection in Searched.Keys)
            {
                cases.Add(DatabaseEngine.Postgres, connection);
                cases.Add(DatabaseEngine.Sqlite, connection);
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Every_word_must_occur_in_some_field_whatever_its_case_and_diacritics(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var random = new Random(connection.Length);
        for (var number = 0; number < 40; number++)
        {
            var observer = Observer.Kinds[number % 3];
            var search = string.Join(random.Next(3) == 0 ? "  \n" : " ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Word(world, connection, random)));
            var expected = Expected(world, connection, observer, search);
            var found = await FindAsync(world, connection, observer, search);
            Assert.True(expected.SetEquals(found), $"{connection}(search: {JsonSerializer.Serialize(search)}) finds {found.Count}, not {expected.Count}");
        }
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task A_search_for_nothing_finds_everything(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        var all = FilterTypes.All.Single(type => type.Connection == connection).Rows(world.Model).Count(Observer.Reader.Sees);
        foreach (var search in new[] { null, "", " ", "\t\n\u00A0", "\u0301" })
        {
            Assert.Equal(Math.Min(all, 100), (await FindAsync(world, connection, Observer.Reader, search)).Count);
        }
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Wildcards_are_plain_text(DatabaseEngine engine, string connection)
    {
        var world = await worlds.OfAsync(engine);
        foreach (var search in new[] { "%", "_", "a_b", "a%b", @"\", @"a\b", "100%", "'", "\"", "*", "?", "[", "$1", "--", "%%", "_%_" })
        {
            Assert.Equal(Expected(world, connection, Observer.Coordinator, search), await FindAsync(world, connection, Observer.Coordinator, search));
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_search_joins_the_filter_and_is_counted(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        var data = await world.DataAsync(
            Observer.Coordinator,
            """
            query($s: String) {
              tasks(search: $s, where: { status: { eq: IN_PROGRESS } }, first: 1, order: [{ title: DESC }]) { totalCount }
              plans { nodes { id tasks(search: $s) { totalCount } } }
              agencies { nodes { id leads(search: $s) { totalCount } coordinates(search: $s) { totalCount } } }
              taskStatistics(search: $s) { total }
            }
            """,
            new { s = "CONG nghiep" });
        var hits = Expected(world, "tasks", Observer.Coordinator, "CONG nghiep", first: int.MaxValue);
        var tasks = world.Model.Tasks.Where(task => hits.Contains(Ids.Of(task))).ToList();
        Assert.NotEmpty(tasks);
        Assert.Equal(tasks.Count(task => task.Status == PlanTaskStatus.InProgress), data.GetProperty("tasks").GetProperty("totalCount").GetInt32());
        Assert.Equal(tasks.Count, data.GetProperty("taskStatistics")[0].GetProperty("total").GetInt32());
        foreach (var plan in data.GetProperty("plans").GetProperty("nodes").EnumerateArray())
        {
            Assert.Equal(
                tasks.Count(task => Ids.Of(task.Plan!) == plan.GetProperty("id").GetString()), plan.GetProperty("tasks").GetProperty("totalCount").GetInt32());
        }

        foreach (var agency in data.GetProperty("agencies").GetProperty("nodes").EnumerateArray())
        {
            var mine = tasks.SelectMany(task => task.Assignments).Where(link => Ids.Of(link.Agency!) == agency.GetProperty("id").GetString()).ToList();
            Assert.Equal(mine.Count(link => link.Role == AssignmentRole.Lead), agency.GetProperty("leads").GetProperty("totalCount").GetInt32());
            Assert.Equal(mine.Count(link => link.Role == AssignmentRole.Coordinate), agency.GetProperty("coordinates").GetProperty("totalCount").GetInt32());
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_megabyte_of_search_is_answered(DatabaseEngine engine)
    {
        var world = await worlds.OfAsync(engine);
        string[] searches =
            [new string('a', 1_000_000), string.Concat(Enumerable.Repeat("đa ", 250_000)), Distinct(100_000), new string('%', 1_000_000)];
        foreach (var search in searches)
        {
            var watch = Stopwatch.StartNew();
            var answer = await world.AskAsync(Observer.Reader, "query($s: String) { tasks(search: $s) { totalCount nodes { id } } }", new { s = search });
            Assert.DoesNotContain(AnswerError.Of(answer), error => error.Code is "HC0008" or "HC0045");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
        }
    }

    private static IEnumerable<string?> ItemTexts(object row) => row is InvestmentItem item ? [item.Code, item.Name, item.Note] : [];

    private static string Distinct(int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(number => number.ToString("x", CultureInfo.InvariantCulture)));

    // A piece of a text that is there, dressed up.
    private static string Word(ReadWorld world, string connection, Random random)
    {
        var rows = FilterTypes.All.Single(type => type.Connection == connection).Rows(world.Model).ToList();
        var texts = Searched[connection](rows[random.Next(rows.Count)]).Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        var words = texts[random.Next(texts.Count)]!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var word = words[random.Next(words.Length)];
        var starts = StringInfo.ParseCombiningCharacters(word);
        word = word[starts[random.Next((starts.Length + 1) / 2)]..];
        return random.Next(6) switch
        {
            0 => word.ToUpperInvariant(),
            1 => word.Normalize(NormalizationForm.FormD),
            2 => Fold(word),
            3 => word.Replace('d', 'đ').Replace('Đ', 'D'),
            4 => word + "x",
            _ => word,
        };
    }

    private static HashSet<string> Expected(ReadWorld world, string connection, Observer observer, string search, int first = 100)
    {
        var type = FilterTypes.All.Single(type => type.Connection == connection);
        var words = Fold(search).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. Paging.DefaultOrders.Sort(type, type.Rows(world.Model).Where(observer.Sees)).Where(row =>
        {
            var texts = Searched[connection](row).Where(text => text is not null).Select(text => Fold(text!)).ToList();
            return words.All(word => texts.Exists(text => text.Contains(word, StringComparison.Ordinal)));
        }).Take(first).Select(Ids.Of)];
    }

    private static async Task<HashSet<string>> FindAsync(ReadWorld world, string connection, Observer observer, string? search)
    {
        var data = await world.DataAsync(observer, $"query($s: String) {{ {connection}(search: $s, first: 100) {{ nodes {{ id }} }} }}", new { s = search });
        return [.. data.GetProperty(connection).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsWhiteSpace(letter))
            {
                folded.Append(' ');
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter)
                is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control))
            {
                folded.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString();
    }
}
