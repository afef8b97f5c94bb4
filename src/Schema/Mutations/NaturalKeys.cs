using System.Data.Common;
using System.Globalization;
using System.Text;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Bindings;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Scalars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace KGPlanGraph.Schema.Mutations;

/// <summary>
/// Looks up the natural keys of an input in the mutation's own transaction, all in one statement. Whether the caller sees what they lead to is asked where ids
/// are: both are treated alike from here on.
/// </summary>
internal sealed class NaturalKeys(NodeTypes nodes)
{
    /// <summary>The rows' keys by what the input calls them; what leads nowhere is missing.</summary>
    public async Task<IReadOnlyDictionary<ObjectId, long>> FindAsync(PlanDbContext data, InputObject input, CancellationToken cancellationToken)
    {
        var asked = new HashSet<ObjectId>();
        Collect(input, asked);
        var found = new Dictionary<ObjectId, long>(asked.Count);
        if (asked.Count == 0)
        {
            return found;
        }

        await using var command = data.Database.GetDbConnection().CreateCommand();
        command.Transaction = data.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Statement(command, asked);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found[new ObjectId(reader.GetString(0), 0, reader.GetString(1))] = reader.GetInt64(2);
        }

        return found;
    }

    // Texts that only look like one are looked up in vain; nobody asks for them.
    private void Collect(object? value, HashSet<ObjectId> found)
    {
        switch (value)
        {
            case string text when ObjectId.TryParse(text, out var id) && id.NaturalKey is not null
                && nodes.Find(id.TypeName) is { NaturalKey: not null }:
                found.Add(id);
                break;
            case InputObject input:
                foreach (var field in input.Fields)
                {
                    Collect(field.Value, found);
                }

                break;
            case IReadOnlyList<object?> items:
                foreach (var item in items)
                {
                    Collect(item, found);
                }

                break;
        }
    }

    // Produces: SELECT 'Task', p.code || '/' || t.label, t.id FROM tasks t JOIN plans p ON p.id = t.plan_id WHERE (p.code, t.label) IN (VALUES (@p0, @p1))
    private string Statement(DbCommand command, IEnumerable<ObjectId> asked)
    {
        var sql = new StringBuilder();
        foreach (var ofType in asked.GroupBy(id => id.TypeName, id => id.NaturalKey!))
        {
            var type = nodes.Find(ofType.Key)!;
            sql.Append(sql.Length == 0 ? "" : " UNION ALL ");
            Append(sql, command, type, type.NaturalKey!, ofType);
        }

        return sql.ToString();
    }

    private static void Append(StringBuilder sql, DbCommand command, TypeBinding type, NaturalKey natural, IEnumerable<string> keys)
    {
        var unique = $"t.{natural.Unique.Name}";
        if (natural.Within is { } within)
        {
            var code = $"p.{natural.WithinCode!.Name}";
            var pairs = keys.Select(key => (key, At: key.IndexOf(NaturalKey.Separator, StringComparison.Ordinal)))
                .Select(key => key.At < 0 ? (key.key, "") : (key.key[..key.At], key.key[(key.At + 1)..]))
                .Select(pair => $"({Parameter(command, pair.Item1)}, {Parameter(command, pair.Item2)})");
            sql.Append(CultureInfo.InvariantCulture, $"SELECT '{type.TypeName}', {code} || '{NaturalKey.Separator}' || {unique}, t.id FROM {type.Table.Name} t ")
                .Append(CultureInfo.InvariantCulture, $"JOIN {within.Target.Name} p ON p.id = t.{within.ForeignKey.Name} WHERE ({code}, {unique}) IN (VALUES {string.Join(", ", pairs)})");
        }
        else
        {
            var values = string.Join(", ", keys.Select(key => Parameter(command, key)));
            sql.Append(CultureInfo.InvariantCulture, $"SELECT '{type.TypeName}', {unique}, t.id FROM {type.Table.Name} t WHERE {unique} IN ({values})");
        }

        if (type.KindColumn is { } kind)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AND t.{kind.Name} = {type.Kind}");
        }
    }

    private static string Parameter(DbCommand command, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }
}
