using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CalendarKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calendar_keys",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    caller_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    roles = table.Column<short>(type: "smallint", nullable: false),
                    caller_agency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    plan_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    agency_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_keys", x => x.id);
                    table.CheckConstraint("ck_calendar_keys_hash", "length(hash) = 64");
                    table.CheckConstraint("ck_calendar_keys_subject_of_feed", "(plan_code IS NULL) <> (agency_code IS NULL)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_keys_subject",
                table: "calendar_keys",
                column: "subject");

            migrationBuilder.CreateIndex(
                name: "ux_calendar_keys_hash",
                table: "calendar_keys",
                column: "hash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "calendar_keys");
        }
    }
}
