using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Paging;

/// <summary>The paging arguments of a connection.</summary>
/// <param name="Size">Rows of the page.</param>
/// <param name="Backward">Whether it is the last ones.</param>
/// <param name="After">A cursor, unread.</param>
/// <param name="Before">A cursor, unread.</param>
internal readonly record struct PageArguments(int Size, bool Backward, string? After, string? Before)
{
    /// <summary>Rows of a page whose size the caller leaves open.</summary>
    public const int DefaultSize = 10;

    /// <exception cref="InvalidInputException">Sizes that contradict each other, or too large a one.</exception>
    public static PageArguments Read(InputObject arguments, int maxSize)
    {
        var first = arguments["first"] as int?;
        var last = arguments["last"] as int?;
        if (first is not null && last is not null)
        {
            throw Invalid("Use either 'first' or 'last', not both.", "Không dùng 'first' cùng với 'last'.");
        }

        if (first < 1 || last < 1)
        {
            throw Invalid(
                $"'{(first is null ? "last" : "first")}' must be at least 1.", $"'{(first is null ? "last" : "first")}' phải từ 1 trở lên.");
        }

        var size = first ?? last ?? Math.Min(DefaultSize, maxSize);
        if (size > maxSize)
        {
            throw new InvalidInputException(new GraphQLError(ErrorCodes.PageTooLarge, new(
                $"A page has at most {maxSize} items; this asks for {size}. Ask for {maxSize} and continue with 'after'.",
                $"Mỗi trang có nhiều nhất {maxSize} mục; yêu cầu này hỏi {size}. Hãy hỏi {maxSize} rồi tiếp tục bằng 'after'."))
            {
                Extensions = [new("requestedItems", size), new("maxAllowedItems", maxSize)],
            });
        }

        return new PageArguments(size, last is not null, arguments.Get<string>("after"), arguments.Get<string>("before"));
    }

    private static InvalidInputException Invalid(string english, string vietnamese) => new(new GraphQLError(ErrorCodes.InvalidPaging, new(english, vietnamese)));
}
