using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KGPlanGraph.Persistence.Model.Mapping;

/// <summary>An instant as microseconds since 1970-01-01T00:00:00Z: what PostgreSQL's timestamptz holds too.</summary>
internal sealed class UnixMicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
    instant => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
    microseconds => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond));
