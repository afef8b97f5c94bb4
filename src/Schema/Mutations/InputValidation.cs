using System.Globalization;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>
/// Reads an input's values by the rules that hold for all of them, and keeps every problem, so that the caller hears of all at once. A value with a problem
/// reads as an empty one: whoever uses it looks at <see cref="HasErrors"/> first.
/// </summary>
/// <remarks>
/// Texts are trimmed and made NFC. In an update, look first whether the input has the field: absent means as it is. A required field of an update that is
/// null is a problem; an optional one is cleared.
/// </remarks>
internal sealed class InputValidation
{
    /// <summary>The most items of a list; lists of an input are about one object.</summary>
    public const int MaxItems = 100;

    private const int MaxUrlLength = 2_000;

    private readonly List<MutationError> errors = [];

    /// <summary>All problems so far, in the order in which they were found.</summary>
    public IReadOnlyList<MutationError> Errors => errors;

    public bool HasErrors => errors.Count > 0;

    /// <summary>Notes a problem that has a type of its own, such as a reference that leads nowhere.</summary>
    public void Add(MutationError error) => errors.Add(error);

    /// <summary>Notes a <c>ValidationError</c>.</summary>
    public void Add(string path, LocalizedText message) => errors.Add(MutationErrors.Validation(path, message));

    /// <summary>Notes a <c>ValidationError</c> where a rule does not hold.</summary>
    public void Require(bool holds, string path, string english, string vietnamese)
    {
        if (!holds)
        {
            Add(path, new(english, vietnamese));
        }
    }

    /// <summary>A text that must say something.</summary>
    /// <param name="input">The input object.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="length">How long it may be, which also tells whether it may have several lines.</param>
    /// <param name="within">The path of <paramref name="input"/> itself, where it is not the whole input.</param>
    public string RequiredText(InputObject input, string name, TextLength length, string? within = null)
    {
        var path = PathOf(name, within);
        if (OptionalText(input.Get<string>(name), path, length, out var isFaulty) is { } text)
        {
            return text;
        }

        if (!isFaulty)
        {
            Add(path, new($"{path} may not be blank.", $"{path} không được để trống."));
        }

        return "";
    }

    /// <summary>A text that may be left out; a blank one counts as none.</summary>
    public string? OptionalText(InputObject input, string name, TextLength length, string? within = null) =>
        OptionalText(input.Get<string>(name), PathOf(name, within), length, out _);

    /// <summary>A list of texts, each of which must say something; doubles are dropped.</summary>
    public IReadOnlyList<string> Texts(InputObject input, string name, TextLength length)
    {
        var texts = new List<string>();
        foreach (var (item, path) in Items<string>(input, name))
        {
            if (OptionalText(item, path, length, out var isFaulty) is { } text)
            {
                texts.Add(text);
            }
            else if (!isFaulty)
            {
                Add(path, new($"{path} may not be blank.", $"{path} không được để trống."));
            }
        }

        return [.. texts.Distinct()];
    }

    /// <summary>A code for other systems: letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    public string RequiredCode(InputObject input, string name)
    {
        var code = RequiredText(input, name, TextLength.Short);
        Require(
            code.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_'), name,
            $"{name} may have letters, digits, '.', '-' and '_' only.", $"{name} chỉ được gồm chữ, số, '.', '-' và '_'.");
        return code;
    }

    /// <summary>An address that a browser may open.</summary>
    public string RequiredUrl(InputObject input, string name, string? within = null)
    {
        var path = PathOf(name, within);
        var url = input.Get<Uri>(name);
        Require(
            url is { IsAbsoluteUri: true } && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0, path,
            $"{path} must be an http or https address.", $"{path} phải là địa chỉ http hoặc https.");
        var text = url?.OriginalString.Normalize() ?? "";
        Require(
            text.Length <= MaxUrlLength, path,
            $"{path} may have at most {MaxUrlLength} characters.", $"{path} được dài nhất {MaxUrlLength} ký tự.");
        return text;
    }

    /// <summary>A value that must be there; for updates, where the schema cannot demand it.</summary>
    public T Required<T>(InputObject input, string name)
        where T : struct
    {
        if (input[name] is T value)
        {
            return value;
        }

        Add(name, new($"{name} may not be null.", $"{name} không được là null."));
        return default;
    }

    /// <summary>A value of an enum that must be there.</summary>
    public TEnum RequiredEnum<TEnum>(InputObject input, string name)
        where TEnum : struct, Enum => EnumOf<TEnum>(Required<EnumValue>(input, name));

    /// <summary>A whole percentage.</summary>
    public int RequiredPercent(InputObject input, string name)
    {
        var percent = Required<int>(input, name);
        Require(percent is >= 0 and <= 100, name, $"{name} must lie between 0 and 100, and is {percent}.", $"{name} phải từ 0 đến 100, đang là {percent}.");
        return percent;
    }

    /// <summary>A percentage that may be left out.</summary>
    public double? OptionalPercent(InputObject input, string name)
    {
        var percent = Number(input, name);
        Require(percent is null or (>= 0 and <= 100), name, $"{name} must lie between 0 and 100.", $"{name} phải từ 0 đến 100.");
        return percent;
    }

    /// <summary>An amount that may be left out.</summary>
    public double? OptionalAmount(InputObject input, string name)
    {
        var amount = Number(input, name);
        Require(amount is null or >= 0, name, $"{name} may not be negative.", $"{name} không được âm.");
        return amount;
    }

    /// <summary>A whole amount that may be left out.</summary>
    public long? OptionalWholeAmount(InputObject input, string name)
    {
        var amount = input[name] as long?;
        Require(amount is null or >= 0, name, $"{name} may not be negative.", $"{name} không được âm.");
        return amount;
    }

    /// <summary>A list's items, each with its path; none where the list is absent, null or too long.</summary>
    public IReadOnlyList<(T Item, string Path)> Items<T>(InputObject input, string name)
    {
        var items = input.GetList<T>(name) ?? [];
        if (items.Count <= MaxItems)
        {
            return [.. items.Select((item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{name}.{index}")))];
        }

        Add(name, new(
            $"{name} may have at most {MaxItems} items, and has {items.Count}.", $"{name} được có nhiều nhất {MaxItems} mục, đang có {items.Count}."));
        return [];
    }

    /// <summary>The C# enum's value; the enums mirror the contract's by position.</summary>
    public static TEnum EnumOf<TEnum>(EnumValue value)
        where TEnum : struct, Enum => (TEnum)Enum.ToObject(typeof(TEnum), value.Position);

    private double? Number(InputObject input, string name)
    {
        var number = input[name] switch { double value => value, int value => value, long value => value, _ => (double?)null };
        Require(number is null || double.IsFinite(number.Value), name, $"{name} must be a finite number.", $"{name} phải là số hữu hạn.");
        return number;
    }

    private string? OptionalText(string? given, string path, TextLength length, out bool isFaulty)
    {
        isFaulty = false;
        if (given is null || InputText.IsBlank(given))
        {
            return null;
        }

        var text = InputText.Tidy(given);
        if (InputText.FaultIn(text, length, path) is not { } fault)
        {
            return text;
        }

        isFaulty = true;
        Add(path, fault);
        return null;
    }

    private static string PathOf(string name, string? within) => within is null ? name : $"{within}.{name}";
}
