namespace KGPlanGraph.Persistence.Migrations;

/// <summary>
/// The newest migration of each engine. Written down here, because asking EF Core builds its model, which a start that has nothing to do cannot afford;
/// a test compares them.
/// </summary>
internal static class LastMigration
{
    public const string Postgres = "20261201162442_YearsOfPlans";
    public const string Sqlite = "20261201162724_YearsOfPlans";

    public static string Of(DatabaseEngine engine) => engine == DatabaseEngine.Postgres ? Postgres : Sqlite;
}
