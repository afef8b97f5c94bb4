using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WithdrawnAmendments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => AmendmentStates.Allow(migrationBuilder);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => AmendmentStates.Forbid(migrationBuilder);
    }
}
