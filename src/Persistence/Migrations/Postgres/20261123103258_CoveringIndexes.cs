using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CoveringIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_lead_agency_id_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_plan_id_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_section_id_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ux_task_assignments_task_id_position",
                table: "task_assignments");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_document_order_id",
                table: "tasks",
                columns: new[] { "document_order", "id" })
                .Annotation("Npgsql:IndexInclude", new[] { "draft_plan_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_lead_agency_id_document_order_id",
                table: "tasks",
                columns: new[] { "lead_agency_id", "document_order", "id" })
                .Annotation("Npgsql:IndexInclude", new[] { "draft_plan_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_plan_id_document_order_id",
                table: "tasks",
                columns: new[] { "plan_id", "document_order", "id" })
                .Annotation("Npgsql:IndexInclude", new[] { "draft_plan_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_section_id_document_order_id",
                table: "tasks",
                columns: new[] { "section_id", "document_order", "id" })
                .Annotation("Npgsql:IndexInclude", new[] { "draft_plan_id" });

            migrationBuilder.CreateIndex(
                name: "ux_task_assignments_task_id_position",
                table: "task_assignments",
                columns: new[] { "task_id", "position" },
                unique: true)
                .Annotation("Npgsql:IndexInclude", new[] { "agency_id", "role" });

            migrationBuilder.CreateIndex(
                name: "ix_agencies_id",
                table: "agencies",
                column: "id")
                .Annotation("Npgsql:IndexInclude", new[] { "code", "name" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_tasks_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_lead_agency_id_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_plan_id_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ix_tasks_section_id_document_order_id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "ux_task_assignments_task_id_position",
                table: "task_assignments");

            migrationBuilder.DropIndex(
                name: "ix_agencies_id",
                table: "agencies");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_document_order_id",
                table: "tasks",
                columns: new[] { "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_lead_agency_id_document_order_id",
                table: "tasks",
                columns: new[] { "lead_agency_id", "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_plan_id_document_order_id",
                table: "tasks",
                columns: new[] { "plan_id", "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_section_id_document_order_id",
                table: "tasks",
                columns: new[] { "section_id", "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_task_assignments_task_id_position",
                table: "task_assignments",
                columns: new[] { "task_id", "position" },
                unique: true);
        }
    }
}
