using Microsoft.EntityFrameworkCore.Migrations;

namespace KGPlanGraph.Persistence.Migrations;

/// <summary>An amendment that is withdrawn needs no opinion. Those that were withdrawn are rejected ones to an older version.</summary>
internal static class AmendmentStates
{
    private const string Name = "ck_amendments_opinion";
    private const string Table = "amendments";

    public static void Allow(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropCheckConstraint(Name, Table);
        migrationBuilder.AddCheckConstraint(Name, Table, "status IN (0, 5) OR (opinion IS NOT NULL AND reviewed_at IS NOT NULL)");
    }

    public static void Forbid(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            UPDATE amendments
            SET status = 4, opinion = coalesce(opinion, '-'), reviewed_at = coalesce(reviewed_at, proposed_at), decided_at = coalesce(reviewed_at, proposed_at)
            WHERE status = 5;
            """);
        migrationBuilder.DropCheckConstraint(Name, Table);
        migrationBuilder.AddCheckConstraint(Name, Table, "status = 0 OR (opinion IS NOT NULL AND reviewed_at IS NOT NULL)");
    }
}
