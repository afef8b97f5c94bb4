using Microsoft.EntityFrameworkCore.Migrations;

namespace KGPlanGraph.Persistence.Migrations;

/// <summary>Roles are stored as their place in the contract's enum, in which CO_LEAD came between LEAD (0) and COORDINATE (1 before, 2 since).</summary>
internal static class AssignmentRoles
{
    /// <summary>Coordinators keep their role under its new number; a plan so far is for one year.</summary>
    public static void MakeRoomForCoLeads(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("UPDATE plans SET last_year = year;");
        migrationBuilder.Sql("UPDATE task_assignments SET role = 2 WHERE role = 1;");
    }

    /// <summary>Back to two roles: an older version knows who led with the lead as coordinating.</summary>
    public static void DropCoLeads(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("UPDATE task_assignments SET role = 1 WHERE role = 2;");
}
