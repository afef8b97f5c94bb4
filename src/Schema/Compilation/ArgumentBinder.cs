using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Compilation;

/// <summary>Says what each level of a compiled operation reads, from one request's arguments.</summary>
internal sealed class ArgumentBinder(RequestInput input)
{
    /// <summary>Binds every level. A wrong argument of one field is that field's fault; its siblings are bound all the same.</summary>
    /// <param name="operation">What is bound.</param>
    /// <param name="today">The day in Viet Nam.</param>
    /// <param name="lost">Levels of changes whose cursors are of a lost future.</param>
    public BoundOperation Bind(CompiledOperation operation, DateOnly today, IReadOnlySet<int>? lost = null)
    {
        var bound = new BoundOperation(operation.Levels.Count) { Days = Days(operation, today) };
        foreach (var level in operation.Levels)
        {
            var index = level.Select.Index;
            if (level.Parent is { } parent && !bound.Bindings[parent.Select.Index].IsExecuted)
            {
                bound.Bindings[index] = LevelSource.Nothing;
                continue;
            }

            try
            {
                bound.Bindings[index] = lost?.Contains(index) != true
                    ? level.Source.Bind(new(level, bound, input))
                    : throw new InvalidInputException(ChangesLostException.Error);
            }
            catch (InvalidInputException fault)
            {
                bound.Bindings[index] = LevelSource.Nothing;
                bound.Fail(index, fault.Error);
            }
        }

        return bound;
    }

    private DateOnly[] Days(CompiledOperation operation, DateOnly today)
    {
        var days = new DateOnly[operation.Days.Count + 1];
        days[0] = today;
        for (var day = 1; day < days.Length; day++)
        {
            days[day] = operation.Days[day - 1].Of(input.Variables, days);
        }

        return days;
    }
}
