using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace KGPlanGraph.Persistence.Model.Saving;

/// <summary>What writing many rows at once has in common, whichever way they go.</summary>
internal static class BulkRows
{
    /// <summary>With fewer rows the statements of EF Core are as fast, and take fewer round trips.</summary>
    public const int Fewest = 200;

    private static readonly ConcurrentDictionary<IModel, List<IEntityType>> Orders = new();

    /// <summary>What is tracked in one state; nothing where it is little, or where something else is to be saved as well, whose order EF Core knows.</summary>
    public static IReadOnlyList<EntityEntry> Of(PlanDbContext context, EntityState state)
    {
        var rows = new List<EntityEntry>();
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (entry.State == state)
            {
                rows.Add(entry);
            }
            else if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            {
                return [];
            }
        }

        return rows.Count < Fewest ? [] : rows;
    }

    /// <summary>Types in an order in which each comes behind those that it refers to.</summary>
    public static IReadOnlyList<IEntityType> PrincipalsFirst(IModel model) => Orders.GetOrAdd(model, OrderPrincipalsFirst);

    private static List<IEntityType> OrderPrincipalsFirst(IModel model)
    {
        var ordered = new List<IEntityType>();
        var seen = new HashSet<IEntityType>();
        foreach (var type in model.GetEntityTypes())
        {
            Visit(type);
        }

        return ordered;

        void Visit(IEntityType type)
        {
            if (!seen.Add(type))
            {
                return;
            }

            foreach (var key in type.GetForeignKeys())
            {
                Visit(key.PrincipalEntityType);
            }

            ordered.Add(type);
        }
    }

    /// <summary>Of rows that refer to others of their table, those others first; their keys are in that order too.</summary>
    public static IReadOnlyList<EntityEntry> ParentsFirst(PlanDbContext context, IEntityType type, IEnumerable<EntityEntry> added)
    {
        var rows = added.ToList();
        var parents = type.GetForeignKeys().Where(key => key.PrincipalEntityType == type).Select(key => key.DependentToPrincipal!.Name).ToArray();
        if (parents.Length == 0)
        {
            return rows;
        }

        var ordered = new List<EntityEntry>(rows.Count);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var row in rows)
        {
            Visit(row);
        }

        return ordered;

        void Visit(EntityEntry row)
        {
            if (row.State != EntityState.Added || !seen.Add(row.Entity))
            {
                return;
            }

            foreach (var parent in parents)
            {
                if (row.Reference(parent).CurrentValue is { } principal)
                {
                    Visit(context.Entry(principal));
                }
            }

            ordered.Add(row);
        }
    }
}

/// <summary>A table by its name as SQL has it.</summary>
internal sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns)
{
    /// <param name="type">Whose table it is.</param>
    /// <param name="properties">Its columns, of those of the type.</param>
    /// <param name="sql">Puts names into quotes.</param>
    public static BulkTable Of(IEntityType type, IEnumerable<IProperty> properties, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        return new(
            sql.DelimitIdentifier(table.Name),
            [.. properties.Select(property => new BulkColumn(property, sql.DelimitIdentifier(property.GetColumnName(table)!), property.GetRelationalTypeMapping()))]);
    }
}

/// <summary>A column by its name as SQL has it.</summary>
internal sealed record BulkColumn(IProperty Property, string Name, RelationalTypeMapping Mapping)
{
    /// <summary>The property's value as the database has it.</summary>
    public object? ToProvider(object? value) => value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;

    /// <summary>The values of several rows as PostgreSQL takes them in one parameter; those that are null stay so.</summary>
    public Array ToArray(int count, Func<int, object?> read)
    {
        var type = Mapping.Converter?.ProviderClrType ?? Mapping.ClrType;
        var isNullable = Property.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null;
        var values = Array.CreateInstance(isNullable ? typeof(Nullable<>).MakeGenericType(type) : type, count);
        for (var i = 0; i < count; i++)
        {
            values.SetValue(ToProvider(read(i)), i);
        }

        return values;
    }
}
