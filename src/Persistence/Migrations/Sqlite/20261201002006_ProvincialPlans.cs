using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ProvincialPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "document_type",
                table: "plans",
                type: "TEXT",
                nullable: false,
                defaultValue: "Kế hoạch");

            migrationBuilder.AddColumn<int>(
                name: "last_year",
                table: "plans",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "expected_output",
                table: "tasks",
                type: "TEXT",
                nullable: true);

            AssignmentRoles.MakeRoomForCoLeads(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            AssignmentRoles.DropCoLeads(migrationBuilder);

            migrationBuilder.DropColumn(
                name: "document_type",
                table: "plans");

            migrationBuilder.DropColumn(
                name: "last_year",
                table: "plans");

            migrationBuilder.DropColumn(
                name: "expected_output",
                table: "tasks");
        }
    }
}
