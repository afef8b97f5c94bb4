using System.Text;
using DocumentFormat.OpenXml.Wordprocessing;

namespace KGPlanGraph.PlanDocuments.Files;

/// <summary>Counts Word's lists and writes out what Word would show before a paragraph: "II.", "1.2.", "a)", "-".</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;

    private readonly Dictionary<int, Instance> instances = [];

    public WordNumbering(Numbering? numbering)
    {
        if (numbering is null)
        {
            return;
        }

        var definitions = numbering.Elements<AbstractNum>().Where(definition => definition.AbstractNumberId?.Value is not null)
            .GroupBy(definition => definition.AbstractNumberId!.Value).ToDictionary(group => group.Key, group => new Definition(group.First()));
        foreach (var instance in numbering.Elements<NumberingInstance>())
        {
            if (instance.NumberID?.Value is { } id && instance.AbstractNumId?.Val?.Value is { } definitionId && definitions.TryGetValue(definitionId, out var definition))
            {
                instances.TryAdd(id, new Instance(definition, instance));
            }
        }
    }

    /// <summary>Counts one paragraph.</summary>
    /// <param name="numberId">Its list; 0 takes a style's list away.</param>
    /// <param name="level">Its level, from 0.</param>
    /// <returns>What stands before it, without the space; empty for none.</returns>
    public string Next(int numberId, int level)
    {
        if (!instances.TryGetValue(numberId, out var instance) || level is < 0 or >= Levels)
        {
            return "";
        }

        instance.Count(level);
        return instance.Write(level);
    }

    /// <summary>The level of a list that belongs to a style, where the list says so itself.</summary>
    public int? LevelOf(int numberId, string style)
    {
        if (!instances.TryGetValue(numberId, out var instance))
        {
            return null;
        }

        var level = Array.FindIndex(instance.Definition.Levels, level => level?.ParagraphStyleIdInLevel?.Val?.Value == style);
        return level >= 0 ? level : null;
    }

    /// <summary>What several lists may share: their levels and how far each has counted.</summary>
    private sealed class Definition
    {
        public Definition(AbstractNum source)
        {
            foreach (var level in source.Elements<Level>())
            {
                if (level.LevelIndex?.Value is >= 0 and < WordNumbering.Levels and var index)
                {
                    Levels[index] = level;
                }
            }
        }

        public Level?[] Levels { get; } = new Level?[WordNumbering.Levels];

        /// <summary>Null: not begun, or to begin again.</summary>
        public int?[] Counts { get; } = new int?[WordNumbering.Levels];
    }

    private sealed class Instance
    {
        private readonly Level?[] levels;
        private readonly int?[] starts = new int?[Levels];

        public Instance(Definition definition, NumberingInstance source)
        {
            Definition = definition;
            levels = [.. definition.Levels];
            foreach (var change in source.Elements<LevelOverride>())
            {
                if (change.LevelIndex?.Value is not (>= 0 and < WordNumbering.Levels and var index))
                {
                    continue;
                }

                levels[index] = change.Level ?? levels[index];
                starts[index] = change.StartOverrideNumberingValue?.Val?.Value;
            }
        }

        public Definition Definition { get; }

        public void Count(int level)
        {
            // A list that starts again does so once, with its first paragraph.
            if (starts[level] is { } start)
            {
                Definition.Counts[level] = start;
                starts[level] = null;
            }
            else
            {
                Definition.Counts[level] = Definition.Counts[level] + 1 ?? StartOf(level);
            }

            for (var below = level + 1; below < Levels; below++)
            {
                if (levels[below]?.LevelRestart?.Val?.Value is not { } restart || (restart != 0 && level < restart))
                {
                    Definition.Counts[below] = null;
                }
            }
        }

        public string Write(int level)
        {
            if (levels[level] is not { } own)
            {
                return "";
            }

            if (FormatOf(own) is "bullet")
            {
                // A plus stands below a dash in official documents; other signs are pictures of a dash.
                return own.LevelText?.Val?.Value == "+" ? "+" : "-";
            }

            var pattern = own.LevelText?.Val?.Value ?? "";
            var written = new StringBuilder();
            for (var i = 0; i < pattern.Length; i++)
            {
                if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
                {
                    var named = pattern[++i] - '1';
                    var format = levels[named] is { } other ? FormatOf(other) : null;
                    var isDecimal = own.IsLegalNumberingStyle is { } legal && (legal.Val is null || legal.Val.Value);
                    written.Append(ListNumber.Write(Definition.Counts[named] ?? StartOf(named), isDecimal && named != level ? "decimal" : format));
                }
                else
                {
                    written.Append(pattern[i]);
                }
            }

            return written.ToString().Trim();
        }

        private static string? FormatOf(Level level) => level.NumberingFormat?.Val?.InnerText;

        private int StartOf(int level) => levels[level]?.StartNumberingValue?.Val?.Value ?? 1;
    }
}
