using Microsoft.EntityFrameworkCore.Migrations;

namespace KGPlanGraph.Persistence.Migrations;

/// <summary>The table takes the years that inputs take. Only the command <c>import --year</c> of older versions could write others, and no plan of a province is for one.</summary>
internal static class PlanYears
{
    private const string Name = "ck_plans_year";
    private const string Table = "plans";

    /// <summary>A year that is not taken becomes the nearest that is.</summary>
    public static void Narrow(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE plans SET year = CASE WHEN year < 1945 THEN 1945 ELSE 2200 END WHERE year NOT BETWEEN 1945 AND 2200;");
        migrationBuilder.Sql("UPDATE plans SET last_year = year WHERE last_year < year;");
        migrationBuilder.DropCheckConstraint(Name, Table);
        migrationBuilder.AddCheckConstraint(Name, Table, "year BETWEEN 1945 AND 2200");
    }

    public static void Widen(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropCheckConstraint(Name, Table);
        migrationBuilder.AddCheckConstraint(Name, Table, "year BETWEEN 1900 AND 9999");
    }
}
