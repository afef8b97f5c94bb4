using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace KGPlanGraph.Persistence.Model.Mapping;

/// <summary>A date as <see cref="DateOnly.DayNumber"/>, the days since 0001-01-01.</summary>
internal sealed class DayNumberConverter() : ValueConverter<DateOnly, int>(date => date.DayNumber, number => DateOnly.FromDayNumber(number));
