using System.Reflection;
using KGPlanGraph.Persistence.Migrations;
using KGPlanGraph.Persistence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PostgresLast = KGPlanGraph.Persistence.Migrations.Postgres.YearsOfPlans;
using SqliteLast = KGPlanGraph.Persistence.Migrations.Sqlite.YearsOfPlans;

namespace KGPlanGraph.Tests.Persistence.Upgrades;

/// <summary>
/// The product's migrations and one of the tests': a column and a check that holds for it. SQLite has to build the table again for the check, the one that
/// most others refer to; dropping the old table must not take their rows along.
/// </summary>
internal sealed class LaterMigrations(ICurrentDbContext current) : IMigrationsAssembly
{
    /// <summary>The id of the later migration; that of one that cannot work stands behind it.</summary>
    public const string Later = "99980101000000_Later";
    public const string Broken = "99990101000000_Broken";

    public IReadOnlyDictionary<string, TypeInfo> Migrations { get; } = Product(current.Context.GetType())
        .Concat(current.Context is PostgresPlanDbContext ? [typeof(PostgresLater), typeof(PostgresBroken)] : [typeof(SqliteLater), typeof(SqliteBroken)])
        .ToDictionary(type => type.GetCustomAttribute<MigrationAttribute>()!.Id, type => type.GetTypeInfo());

    public ModelSnapshot? ModelSnapshot => null;

    public Assembly Assembly => typeof(LaterMigrations).Assembly;

    public string? FindMigrationId(string nameOrId) => Migrations.Keys.FirstOrDefault(id => id == nameOrId || Migrator.NameOf(id) == nameOrId);

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass)!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }

    private static IEnumerable<Type> Product(Type context) => typeof(PlanDbContext).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
        .OrderBy(type => type.GetCustomAttribute<MigrationAttribute>()!.Id, StringComparer.Ordinal);

    private static void Raise(MigrationBuilder builder)
    {
        builder.AddColumn<string>("remark", "tasks", nullable: false, defaultValue: "none");
        builder.AddCheckConstraint("ck_tasks_remark", "tasks", "trim(remark) <> ''");
    }

    private static void Lower(MigrationBuilder builder)
    {
        builder.DropCheckConstraint("ck_tasks_remark", "tasks");
        builder.DropColumn("remark", "tasks");
    }

    private static void AddTo(ModelBuilder model) => model.Entity(typeof(PlanTask).FullName!, task =>
    {
        task.Property<string>("Remark").IsRequired().HasColumnName("remark").HasDefaultValue("none");
        task.ToTable("tasks", table => table.HasCheckConstraint("ck_tasks_remark", "trim(remark) <> ''"));
    });

    [DbContext(typeof(PostgresPlanDbContext)), Migration(Later)]
    private class PostgresLater : PostgresLast
    {
        protected override void Up(MigrationBuilder migrationBuilder) => Raise(migrationBuilder);

        protected override void Down(MigrationBuilder migrationBuilder) => Lower(migrationBuilder);

        protected override void BuildTargetModel(ModelBuilder modelBuilder)
        {
            base.BuildTargetModel(modelBuilder);
            AddTo(modelBuilder);
        }
    }

    [DbContext(typeof(SqlitePlanDbContext)), Migration(Later)]
    private class SqliteLater : SqliteLast
    {
        protected override void Up(MigrationBuilder migrationBuilder) => Raise(migrationBuilder);

        protected override void Down(MigrationBuilder migrationBuilder) => Lower(migrationBuilder);

        protected override void BuildTargetModel(ModelBuilder modelBuilder)
        {
            base.BuildTargetModel(modelBuilder);
            AddTo(modelBuilder);
        }
    }

    [DbContext(typeof(PostgresPlanDbContext)), Migration(Broken)]
    private sealed class PostgresBroken : PostgresLater
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE tasks SET percent_complete = 101;");
    }

    [DbContext(typeof(SqlitePlanDbContext)), Migration(Broken)]
    private sealed class SqliteBroken : SqliteLater
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE tasks SET percent_complete = 101;");
    }
}
