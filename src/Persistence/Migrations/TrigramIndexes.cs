using Microsoft.EntityFrameworkCore.Migrations;

namespace KGPlanGraph.Persistence.Migrations;

/// <summary>
/// Indexes for <c>search</c> on PostgreSQL. pg_trgm is a trusted extension, so a role that owns its database may create it, but a server may be
/// installed without it: then searching reads the folded columns one by one, as on SQLite.
/// </summary>
internal static class TrigramIndexes
{
    public static void Create(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DO $$
        BEGIN
            CREATE EXTENSION IF NOT EXISTS pg_trgm;
            CREATE INDEX ix_tasks_folded ON tasks USING gin (folded gin_trgm_ops);
            CREATE INDEX ix_agencies_folded ON agencies USING gin (folded gin_trgm_ops);
            CREATE INDEX ix_investment_items_folded ON investment_items USING gin (folded gin_trgm_ops);
        EXCEPTION WHEN OTHERS THEN
            RAISE NOTICE 'searching goes without an index: %', SQLERRM;
        END $$;
        """);
}
