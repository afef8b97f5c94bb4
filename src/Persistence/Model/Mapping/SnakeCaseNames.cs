using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KGPlanGraph.Persistence.Model.Mapping;

/// <summary>
/// Names columns, keys and indexes after their properties: <c>tasks.lead_agency_id</c>, <c>pk_tasks</c>, <c>fk_tasks_lead_agency_id</c>,
/// <c>ix_tasks_status_id</c>, <c>ux_plans_code</c>. Tables and checks name themselves.
/// </summary>
internal static class SnakeCaseNames
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.Name));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(key.IsPrimaryKey() ? $"pk_{table}" : $"ak_{table}_{Columns(key.Properties)}");
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName($"fk_{table}_{Columns(foreignKey.Properties)}");
            }

            foreach (var index in entity.GetIndexes().Where(index => index.Name is null && index[RelationalAnnotationNames.Name] is null))
            {
                index.SetDatabaseName($"{(index.IsUnique ? "ux" : "ix")}_{table}_{Columns(index.Properties)}");
            }
        }
    }

    /// <summary>PercentComplete → percent_complete, Sha256 → sha256.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static string Columns(IEnumerable<IReadOnlyProperty> properties) => string.Join('_', properties.Select(property => Of(property.Name)));
}
