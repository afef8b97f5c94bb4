using System.Text.Json;
using Npgsql;

namespace KGPlanGraph.Bench.Baseline;

/// <summary>Reads and writes what both the list and the single task have.</summary>
internal static class Rows
{
    /// <summary>Columns: task, code, name.</summary>
    public static async Task<Children<CoordinatorRow>> CoordinatorsAsync(NpgsqlDataReader reader)
    {
        var rows = new Children<CoordinatorRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetInt64(0), new CoordinatorRow(reader.GetString(1), reader.GetString(2)));
        }

        await reader.NextResultAsync();
        return rows;
    }

    /// <summary>Columns: task, kind, phrase, due_on, original_due_on, met_on.</summary>
    public static async Task<Children<DeadlineRow>> DeadlinesAsync(NpgsqlDataReader reader)
    {
        var rows = new Children<DeadlineRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetInt64(0), new DeadlineRow(
                reader.GetInt16(1), reader.GetString(2), reader.GetFieldValue<DateOnly>(3), reader.GetFieldValue<DateOnly>(4), Answer.DayOrNull(reader, 5)));
        }

        await reader.NextResultAsync();
        return rows;
    }

    public static void Write(Utf8JsonWriter json, Children<CoordinatorRow> coordinators, long task)
    {
        json.WriteStartArray(Names.Coordinators);
        for (var place = coordinators.First(task); place >= 0;)
        {
            var row = coordinators.Row(place, out place);
            json.WriteStartObject();
            json.WriteString(Names.Code, row.Code);
            json.WriteString(Names.Name, row.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, Children<DeadlineRow> deadlines, long task, bool withOriginal)
    {
        json.WriteStartArray(Names.Deadlines);
        for (var place = deadlines.First(task); place >= 0;)
        {
            var row = deadlines.Row(place, out place);
            json.WriteStartObject();
            json.WriteString(Names.Kind, Names.DeadlineKinds[row.Kind]);
            json.WriteString(Names.Phrase, row.Phrase);
            Answer.Day(json, Names.DueOn, row.DueOn);
            if (withOriginal)
            {
                Answer.Day(json, Names.OriginalDueOn, row.OriginalDueOn);
            }

            Answer.Day(json, Names.MetOn, row.MetOn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteAgency(Utf8JsonWriter json, NpgsqlDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            json.WriteNull(Names.LeadAgency);
            return;
        }

        json.WriteStartObject(Names.LeadAgency);
        json.WriteString(Names.Code, row.GetString(column));
        json.WriteString(Names.Name, row.GetString(column + 1));
        json.WriteEndObject();
    }

    public static void WriteSection(Utf8JsonWriter json, NpgsqlDataReader row, int column)
    {
        json.WriteStartObject(Names.Section);
        json.WriteString(Names.Label, row.GetString(column));
        json.WriteString(Names.Heading, row.GetString(column + 1));
        json.WriteEndObject();
    }
}
