using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Sqlite
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
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    caller_name = table.Column<string>(type: "TEXT", nullable: true),
                    roles = table.Column<short>(type: "INTEGER", nullable: false),
                    caller_agency = table.Column<string>(type: "TEXT", nullable: true),
                    plan_code = table.Column<string>(type: "TEXT", nullable: true),
                    agency_code = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
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
