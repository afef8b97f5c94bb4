using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StatesByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_task_states_by_day",
                table: "task_states",
                columns: new[] { "until_day", "from_day", "task_id", "status", "percent_complete" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_task_states_by_day",
                table: "task_states");
        }
    }
}
