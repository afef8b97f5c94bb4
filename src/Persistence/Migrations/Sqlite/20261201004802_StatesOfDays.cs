using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StatesOfDays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "deadline_dues",
                columns: table => new
                {
                    deadline_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_day = table.Column<int>(type: "INTEGER", nullable: false),
                    until_day = table.Column<int>(type: "INTEGER", nullable: false),
                    due_on = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_dues", x => new { x.deadline_id, x.from_day });
                    table.CheckConstraint("ck_deadline_dues_days", "until_day > from_day");
                    table.ForeignKey(
                        name: "fk_deadline_dues_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "task_states",
                columns: table => new
                {
                    task_id = table.Column<long>(type: "INTEGER", nullable: false),
                    from_day = table.Column<int>(type: "INTEGER", nullable: false),
                    until_day = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    percent_complete = table.Column<int>(type: "INTEGER", nullable: false),
                    reported_percent = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_states", x => new { x.task_id, x.from_day });
                    table.CheckConstraint("ck_task_states_days", "until_day > from_day");
                    table.CheckConstraint("ck_task_states_percent_complete", "percent_complete BETWEEN 0 AND 100");
                    table.ForeignKey(
                        name: "fk_task_states_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            PastOfPlans.Build(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deadline_dues");

            migrationBuilder.DropTable(
                name: "task_states");
        }
    }
}
