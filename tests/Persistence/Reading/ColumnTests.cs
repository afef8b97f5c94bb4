using System.Reflection;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Persistence.Reading;
using KGPlanGraph.Persistence.Reading.Tables;
using KGPlanGraph.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace KGPlanGraph.Tests.Persistence.Reading;

/// <summary>A column is said once, by its property: the mapping, the tables of the reads and the fields of Change rows have the same columns, in both directions.</summary>
public sealed class ColumnTests
{
    private static readonly List<Table> Tables =
    [
        .. typeof(TaskTable).Assembly.GetTypes().Where(type => type.Namespace == typeof(TaskTable).Namespace).Select(type => type.GetField("Table"))
            .Where(field => field is not null && field.FieldType != typeof(Table)).Select(field => (Table)field!.GetValue(null)!),
    ];

    // Rows that only the service itself looks at.
    private static readonly Type[] OfTheService =
    [
        typeof(IdempotencyKey), typeof(TurnsTold), typeof(PersistedOperation), typeof(CalendarKey), typeof(SignInSession), typeof(DataProtectionKey),
    ];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Reads_know_every_column_of_the_model_and_no_other(DatabaseEngine engine)
    {
        await using var test = await TestDatabase.CreateMigratedAsync(engine);
        await using var context = test.Database.CreateContext();
        var stored = context.Model.GetEntityTypes().Where(type => type.ClrType.Namespace == typeof(PlanTask).Namespace && IsRead(type)).ToDictionary(type => type.GetTableName()!);
        Assert.Equal(stored.Keys.Order(), Tables.Select(table => table.Name).Order());
        foreach (var table in Tables)
        {
            Assert.Equal(
                stored[table.Name].GetProperties().Select(property => $"{table.Name}.{property.GetColumnName()} {property.IsNullable}").Order(),
                table.Columns.Select(column => $"{table.Name}.{column.Name} {column.Nullable}").Order());
            // Each column as the other projects know it: TaskTable.Title is tasks.title.
            Assert.Equal(table.Columns.Count, Members(table).Distinct().Count());
        }
    }

    [Fact]
    public async Task Change_rows_speak_of_every_column_that_is_not_marked()
    {
        await using var test = await TestDatabase.CreateMigratedAsync(DatabaseEngine.Sqlite);
        await using var context = test.Database.CreateContext();
        foreach (var entity in context.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IVersioned))))
        {
            var subjects = Enum.GetValues<ChangeSubject>().Where(subject => SubjectsOf(entity.ClrType).Contains(subject)).ToList();
            Assert.NotEmpty(subjects);
            var told = subjects.SelectMany(SubjectFields.Of).Select(field => field.Name).Distinct().Order().ToList();
            var expected = entity.GetProperties().Where(property => !property.IsPrimaryKey() && !IsBookkeeping(property) && !property.PropertyInfo!.IsDefined(typeof(DerivedAttribute)))
                .Select(FieldName).Distinct().Order().ToList();
            Assert.Equal(expected, told);
        }
    }

    private static IEnumerable<Column> Members(Table table) => typeof(TaskTable).Assembly.GetTypes()
        .Where(type => type.GetField("Table")?.GetValue(null) == table).SelectMany(type => type.GetFields().Where(field => field.FieldType == typeof(Column)))
        .Select(field => (Column)field.GetValue(null)!);

    private static bool IsRead(IEntityType type) => !OfTheService.Contains(type.ClrType);

    private static bool IsBookkeeping(IProperty property) =>
        property.Name is nameof(IVersioned.Version) or nameof(ITimestamped.CreatedAt) or nameof(ITimestamped.UpdatedAt) or nameof(IDraftable.DraftPlanId);

    private static string FieldName(IProperty property)
    {
        var name = property.PropertyInfo!.GetCustomAttribute<PartOfAttribute>()?.Name ?? (property.IsForeignKey() ? property.Name[..^2] : property.Name);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static IEnumerable<ChangeSubject> SubjectsOf(Type entity) => entity == typeof(InvestmentItem)
        ? [ChangeSubject.IndustrialZone, ChangeSubject.IndustrialCluster, ChangeSubject.InvestmentProject]
        : [SubjectFields.SubjectOf(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(entity))!.Value];
}
