using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DeadlineTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "turns_told",
                columns: table => new
                {
                    id = table.Column<short>(type: "smallint", nullable: false),
                    up_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_turns_told", x => x.id);
                    table.CheckConstraint("ck_turns_told_id", "id = 1");
                });

            migrationBuilder.InsertData(
                table: "turns_told",
                columns: new[] { "id", "up_to" },
                values: new object[] { (short)1, null });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "turns_told");
        }
    }
}
