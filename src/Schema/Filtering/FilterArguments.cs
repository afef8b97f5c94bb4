using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Errors;
using KGPlanGraph.Schema.Input;

namespace KGPlanGraph.Schema.Filtering;

/// <summary>The arguments <c>where</c> and <c>search</c> of a list.</summary>
internal static class FilterArguments
{
    private const int MaxSearchWords = 50;

    // PostgreSQL's index of texts looks up each piece of three letters.
    private const int MaxSearchLength = 1_000;

    /// <summary>What they ask of the rows of a type.</summary>
    /// <exception cref="InvalidInputException">They ask what the caller may not, or too much.</exception>
    public static Condition Read(TypeBinding type, InputObject arguments, Caller caller, int day)
    {
        var where = new FilterBuilder(caller, day).Build(type, arguments.Get<InputObject>("where"));
        var words = arguments.Get<string>("search") is { } search ? Words(search) : [];
        return words.Count == 0 ? where : Condition.Both(new ContainsWords(type.Folded!, words), where);
    }

    // A word within another one says nothing more; what is left is bounded, since each is a condition of its own.
    private static List<string> Words(string search)
    {
        if (search.Length > MaxSearchLength)
        {
            throw new InvalidInputException(new GraphQLError(ErrorCodes.InvalidVariable, new(
                $"A search takes at most {MaxSearchLength} characters; this one has {search.Length}.",
                $"Mỗi lần tìm kiếm nhận tối đa {MaxSearchLength} ký tự; lần này có {search.Length}.")));
        }

        var words = SearchFolding.Fold(search).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        if (words.Count > MaxSearchWords)
        {
            throw new InvalidInputException(new GraphQLError(ErrorCodes.InvalidVariable, new(
                $"A search takes at most {MaxSearchWords} different words; this one has {words.Count}.",
                $"Mỗi lần tìm kiếm nhận tối đa {MaxSearchWords} từ khác nhau; lần này có {words.Count}.")));
        }

        return words;
    }
}
