using System.Globalization;
using System.Text;
using KGPlanGraph.Tests.Schema.Reads;

namespace KGPlanGraph.Tests.Schema.Filtering;

/// <summary>Makes random filters whose operands come from the data, so that they say yes to some rows and no to others.</summary>
internal sealed class FilterGenerator(Random random, PlanModel model)
{
    private static readonly string[] Comparisons = ["eq", "neq", "in", "nin", "gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"];

    private static readonly string[] Texts =
        ["eq", "neq", "in", "nin", "contains", "ncontains", "startsWith", "nstartsWith", "endsWith", "nendsWith", "and", "or"];

    private static readonly string[] OddTexts = ["", "%", "_", "\\", "'", "\"", "$1", "đ", "Đ", "🏭", "e\u0323\u0301", "𠮷", "\n", "công", "khong co"];

    private static readonly string[] OddIds = ["", "xyz", "QWdlbmN5OjE", "VGFzazo5OTk5OTk5OQ==", "VGFzazpub25l", "VGFzazo=", "0", "Task:1", "🏭"];

    /// <summary>A filter of a type, relations and lists in it to a depth.</summary>
    public Dictionary<string, object?> Where(FilterType type, int depth)
    {
        var where = new Dictionary<string, object?>();
        for (var count = random.Next(20) == 0 ? 0 : random.Next(1, 4); count > 0; count--)
        {
            var field = type.Fields[random.Next(type.Fields.Count)];
            if (depth > 0 && random.Next(5) == 0)
            {
                where[random.Next(2) == 0 ? "and" : "or"] = Many(random.Next(4), () => Where(type, depth - 1));
            }
            else if (field is ValueField || depth > 0)
            {
                where[field.Name] = random.Next(40) == 0 ? null : Field(field, depth);
            }
        }

        return where;
    }

    private Dictionary<string, object?> Field(FilterField field, int depth) => field switch
    {
        ValueField value => Operations(value, 1),
        OneField one => Where(one.Target(), depth - 1),
        ManyField many => random.Next(4) switch
        {
            0 => new() { ["any"] = random.Next(2) == 0 },
            1 => new() { ["some"] = Where(many.Target(), depth - 1) },
            2 => new() { ["none"] = Where(many.Target(), depth - 1) },
            _ => new() { ["all"] = Where(many.Target(), depth - 1) },
        },
        _ => throw new InvalidOperationException(field.Name),
    };

    private Dictionary<string, object?> Operations(ValueField field, int depth)
    {
        var names = field.Kind switch
        {
            OperandKind.String => depth > 0 ? Texts : Texts[..^2],
            OperandKind.Boolean => Comparisons[..2],
            OperandKind.Id or OperandKind.Enum => Comparisons[..4],
            _ => Comparisons,
        };
        var operations = new Dictionary<string, object?>();
        for (var count = random.Next(3) == 0 ? 2 : 1; count > 0; count--)
        {
            var name = names[random.Next(names.Length)];
            operations[name] = name switch
            {
                "and" or "or" => Many(random.Next(3), () => Operations(field, depth - 1)),
                "eq" or "neq" => random.Next(6) == 0 ? null : Operand(field, name),
                "in" or "nin" => Many(random.Next(5), () => field.Kind != OperandKind.Enum && random.Next(6) == 0 ? null : Operand(field, name)),
                _ => Operand(field, name),
            };
        }

        return operations;
    }

    private object Operand(ValueField field, string operation) => field.Kind switch
    {
        OperandKind.Enum => new EnumLiteral(field.Members[random.Next(field.Members.Count)]),
        OperandKind.Boolean => random.Next(2) == 0,
        OperandKind.Id => random.Next(4) == 0 ? OddIds[random.Next(OddIds.Length)] : AnyId(),
        OperandKind.String => Text(field, operation),
        _ => Near(Existing(field) ?? Default(field.Kind)),
    };

    private string AnyId()
    {
        var type = FilterTypes.All[random.Next(FilterTypes.All.Count)];
        return Ids.Of(Any([.. type.Rows(model)]));
    }

    // A piece of what is there, as it is, in other case or in NFD.
    private string Text(ValueField field, string operation)
    {
        if (random.Next(5) == 0 || Existing(field) is not string text)
        {
            return OddTexts[random.Next(OddTexts.Length)];
        }

        if (text.Length > 200 && operation is "eq" or "neq" or "in" or "nin")
        {
            return text;
        }

        if (operation is not ("eq" or "neq" or "in" or "nin"))
        {
            var elements = StringInfo.ParseCombiningCharacters(text);
            var from = operation.EndsWith("startsWith", StringComparison.Ordinal) ? 0 : random.Next(elements.Length);
            var to = operation.EndsWith("endsWith", StringComparison.Ordinal) ? elements.Length : random.Next(from, Math.Min(elements.Length, from + 12) + 1);
            text = text[elements[from]..(to >= elements.Length ? text.Length : elements[to])];
        }

        return random.Next(6) switch
        {
            0 => text.ToUpperInvariant(),
            1 => text.Normalize(NormalizationForm.FormD),
            _ => text,
        };
    }

    private object? Existing(ValueField field)
    {
        var type = FilterTypes.All.First(type => type.Fields.Contains(field));
        return field.Get(Any([.. type.Rows(model)]));
    }

    private static object Default(OperandKind kind) => kind switch
    {
        OperandKind.LocalDate => new DateOnly(2022, 1, 15),
        OperandKind.DateTime => DateTimeOffset.UnixEpoch,
        OperandKind.Float => 0.0,
        _ => 0L,
    };

    private object Near(object value) => (random.Next(4), value) switch
    {
        (0, long number) => number + random.Next(-1, 2),
        (0, double number) => number + 0.5,
        (0, DateOnly day) => day.AddDays(random.Next(-1, 2)),
        (0, DateTimeOffset instant) => instant.AddMicroseconds(random.Next(-1, 2)).ToOffset(TimeSpan.FromHours(7)),
        _ => value,
    };

    private object Any(IReadOnlyList<object> rows) => rows[random.Next(rows.Count)];

    private static List<object?> Many(int count, Func<object?> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
}
