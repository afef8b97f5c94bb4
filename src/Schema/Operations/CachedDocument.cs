using GraphQLParser.AST;

namespace KGPlanGraph.Schema.Operations;

/// <summary>A validated document.</summary>
internal sealed class CachedDocument(GraphQLDocument ast, string hash, IReadOnlyList<CachedOperation> operations)
{
    public GraphQLDocument Ast { get; } = ast;

    /// <summary>Lower-case hexadecimal SHA-256 of the text.</summary>
    public string Hash { get; } = hash;

    public IReadOnlyList<CachedOperation> Operations { get; } = operations;

    /// <summary>Bytes that it holds, about: the text, the tree with its tokens and places, and what has been compiled of it.</summary>
    public long Weight => (Ast.Source.Length * BytesPerCharacter) + Operations.Sum(operation => operation.Weight);

    private const long BytesPerCharacter = 40;

    /// <summary>The operation that a request names; without a name the only one. Null where there is no such.</summary>
    public CachedOperation? Operation(string? name)
    {
        if (name is null)
        {
            return Operations.Count == 1 ? Operations[0] : null;
        }

        foreach (var operation in Operations)
        {
            if (operation.Name == name)
            {
                return operation;
            }
        }

        return null;
    }
}
