namespace KGPlanGraph.Persistence.Migrations;

/// <summary>
/// The newest migration of each engine. Written down here, because asking EF Core builds its model, which a start that has nothing to do cannot afford;
/// a test compares them.
/// </summary>
internal static class LastMigration
{
    public const string Postgres = "20261201131603_SignInSessions";
    public const string Sqlite = "20261201131613_SignInSessions";

    public static string Of(DatabaseEngine engine) => engine == DatabaseEngine.Postgres ? Postgres : Sqlite;
}
