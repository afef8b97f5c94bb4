using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Model.Saving;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace KGPlanGraph.Persistence.Changes;

/// <summary>
/// Makes entities from rows by the model's own mapping, for statements that EF Core cannot write: its query with several lists makes new delegates each time,
/// which takes longer than the statement.
/// </summary>
internal sealed class EntityReader<T>
    where T : class
{
    private static readonly MethodInfo IsDBNull = typeof(DbDataReader).GetMethod(nameof(DbDataReader.IsDBNull))!;
    private static readonly ConcurrentDictionary<IEntityType, EntityReader<T>> Known = new();

    private readonly Dictionary<string, string> columns;
    private readonly Func<DbDataReader, int, T> read;

    private EntityReader(IEntityType type, ISqlGenerationHelper sql)
    {
        var properties = type.GetProperties().ToArray();
        var table = BulkTable.Of(type, properties, sql);
        Table = table.Name;
        Columns = [.. table.Columns.Select(column => column.Name)];
        columns = table.Columns.ToDictionary(column => column.Property.Name, column => column.Name);
        read = Compile(properties);
    }

    /// <summary>The table's name as SQL has it.</summary>
    public string Table { get; }

    /// <summary>The columns in the order in which they are read.</summary>
    public IReadOnlyList<string> Columns { get; }

    public static EntityReader<T> Of(PlanDbContext context) =>
        Known.GetOrAdd(context.Model.FindEntityType(typeof(T))!, type => new(type, context.GetService<ISqlGenerationHelper>()));

    /// <summary>A property's column as SQL has it.</summary>
    public string Column(string property) => columns[property];

    /// <summary>The columns of a table that a statement calls otherwise, for its SELECT.</summary>
    public string ColumnsOf(string alias) => string.Join(", ", Columns.Select(column => $"{alias}.{column}"));

    /// <summary>The entity in the present row; nothing tracks it.</summary>
    /// <param name="row">Stands on the row.</param>
    /// <param name="first">Where its first column stands.</param>
    public T Read(DbDataReader row, int first = 0) => read(row, first);

    // Produces: (row, first) => new T { Id = row.GetInt64(first + 0), Title = row.IsDBNull(first + 1) ? default : row.GetString(first + 1), … }
    private static Func<DbDataReader, int, T> Compile(IReadOnlyList<IProperty> properties)
    {
        var (row, first) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        var values = properties.Select((property, i) => Expression.Bind(
            property.PropertyInfo!, Value(property, row, Expression.Add(first, Expression.Constant(i)))));
        return Expression.Lambda<Func<DbDataReader, int, T>>(Expression.MemberInit(Expression.New(typeof(T)), values), row, first).Compile();
    }

    private static Expression Value(IProperty property, ParameterExpression row, Expression ordinal)
    {
        var mapping = property.GetRelationalTypeMapping();
        var method = mapping.GetDataReaderMethod();
        var reader = method.DeclaringType!.IsAssignableFrom(typeof(DbDataReader)) ? (Expression)row : Expression.Convert(row, method.DeclaringType);
        var value = mapping.CustomizeDataReaderExpression(Expression.Call(reader, method, ordinal));
        if (mapping.Converter is { } converter)
        {
            var convert = converter.ConvertFromProviderExpression;
            value = ReplacingExpressionVisitor.Replace(convert.Parameters[0], As(value, convert.Parameters[0].Type), convert.Body);
        }

        value = As(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(Expression.Call(row, IsDBNull, ordinal), Expression.Default(property.ClrType), value)
            : value;
    }

    private static Expression As(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
