using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KGPlanGraph.Persistence.Model.Mapping;

/// <summary>A date as <see cref="DateOnly.DayNumber"/>, the days since 0001-01-01.</summary>
internal sealed class DayNumberConverter() : ValueConverter<DateOnly, int>(date => date.DayNumber, number => DateOnly.FromDayNumber(number));

/// <summary>A list of strings as a compact JSON array, which reads paste unchanged into the answer.</summary>
internal sealed class JsonTextConverter() : ValueConverter<IReadOnlyList<string>, string>(list => Write(list), text => Read(text))
{
    // The default encoder writes every Vietnamese letter as \uXXXX, which doubles the text.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Write(IReadOnlyList<string> list) => JsonSerializer.Serialize(list, Options);

    private static string[] Read(string text) => JsonSerializer.Deserialize<string[]>(text) ?? [];
}

/// <summary>Equal where the items are; lists are replaced, never edited in place, so that a snapshot may share them.</summary>
internal sealed class StringListComparer() : ValueComparer<IReadOnlyList<string>>(
    (left, right) => ReferenceEquals(left, right) || (left != null && right != null && left.SequenceEqual(right)),
    list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
    list => list);

/// <summary>An instant as microseconds since 1970-01-01T00:00:00Z: what PostgreSQL's timestamptz holds too.</summary>
internal sealed class UnixMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    microseconds => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));
