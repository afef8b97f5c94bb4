using GraphQL.Types;
using KGPlanGraph.Persistence.Reading;

namespace KGPlanGraph.Schema.Compilation.Output;

/// <summary>Chooses what writes a value: by the field's GraphQL type and the form in which the database gives it.</summary>
internal static class ScalarWriter
{
    public static FieldWriter For(IGraphType type, ColumnType stored, int slot) => (type is NonNullGraphType given ? given.ResolvedType! : type) switch
    {
        ListGraphType => new JsonWriter(slot),
        EnumerationGraphType enumeration => new EnumWriter(slot, [.. enumeration.Values.Select(value => OperationCompiler.Quoted(value.Name))]),
        _ => stored switch
        {
            ColumnType.Boolean => new BooleanWriter(slot),
            ColumnType.Short => new ShortWriter(slot),
            ColumnType.Int => new IntWriter(slot),
            ColumnType.Long => new LongWriter(slot),
            ColumnType.Double => new DoubleWriter(slot),
            ColumnType.Date => new DateWriter(slot),
            ColumnType.Instant => new InstantWriter(slot),
            _ => new TextWriter(slot),
        },
    };
}
