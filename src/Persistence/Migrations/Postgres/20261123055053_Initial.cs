using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace KGPlanGraph.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "agencies",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_order = table.Column<byte[]>(type: "bytea", nullable: false),
                    english_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    aliases = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    folded = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agencies", x => x.id);
                    table.CheckConstraint("ck_agencies_code", "trim(code) <> ''");
                    table.CheckConstraint("ck_agencies_name", "trim(name) <> ''");
                    table.CheckConstraint("ck_agencies_parent", "parent_id <> id");
                    table.ForeignKey(
                        name: "fk_agencies_parent_id",
                        column: x => x.parent_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    caller = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mutation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    input_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => new { x.caller, x.key });
                });

            migrationBuilder.CreateTable(
                name: "persisted_operations",
                columns: table => new
                {
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_persisted_operations", x => x.sha256);
                    table.CheckConstraint("ck_persisted_operations_sha256", "length(sha256) = 64");
                });

            migrationBuilder.CreateTable(
                name: "plans",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title_order = table.Column<byte[]>(type: "bytea", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    issuer_id = table.Column<long>(type: "bigint", nullable: false),
                    signatory_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    signatory_capacity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    recipients = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    draft_plan_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plans", x => x.id);
                    table.CheckConstraint("ck_plans_code", "trim(code) <> ''");
                    table.CheckConstraint("ck_plans_draft_plan_id", "draft_plan_id IS NULL OR (draft_plan_id = id AND status = 0)");
                    table.CheckConstraint("ck_plans_signatory", "(signatory_name IS NULL) = (signatory_capacity IS NULL)");
                    table.CheckConstraint("ck_plans_title", "trim(title) <> ''");
                    table.CheckConstraint("ck_plans_year", "year BETWEEN 1900 AND 9999");
                    table.ForeignKey(
                        name: "fk_plans_draft_plan_id",
                        column: x => x.draft_plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_plans_issuer_id",
                        column: x => x.issuer_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "investment_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_order = table.Column<byte[]>(type: "bytea", nullable: false),
                    stage = table.Column<short>(type: "smallint", nullable: false),
                    managing_agency_id = table.Column<long>(type: "bigint", nullable: false),
                    area_hectares = table.Column<double>(type: "double precision", nullable: true),
                    capital_vnd = table.Column<long>(type: "bigint", nullable: true),
                    calls_for_investment = table.Column<bool>(type: "boolean", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    occupancy_percent = table.Column<double>(type: "double precision", nullable: true),
                    infrastructure_investor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_pilot = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    sector = table.Column<short>(type: "smallint", nullable: true),
                    folded = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    draft_plan_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_investment_items", x => x.id);
                    table.CheckConstraint("ck_investment_items_area_hectares", "area_hectares >= 0");
                    table.CheckConstraint("ck_investment_items_capital_vnd", "capital_vnd >= 0");
                    table.CheckConstraint("ck_investment_items_cluster", "kind = 1 OR (infrastructure_investor IS NULL AND NOT is_pilot)");
                    table.CheckConstraint("ck_investment_items_code", "trim(code) <> ''");
                    table.CheckConstraint("ck_investment_items_name", "trim(name) <> ''");
                    table.CheckConstraint("ck_investment_items_occupancy_percent", "occupancy_percent BETWEEN 0 AND 100");
                    table.CheckConstraint("ck_investment_items_project", "(kind = 2) = (sector IS NOT NULL)");
                    table.CheckConstraint("ck_investment_items_zone", "kind = 0 OR (phase IS NULL AND occupancy_percent IS NULL)");
                    table.ForeignKey(
                        name: "fk_investment_items_draft_plan_id",
                        column: x => x.draft_plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_investment_items_managing_agency_id",
                        column: x => x.managing_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "legal_documents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: true),
                    issuer_id = table.Column<long>(type: "bigint", nullable: true),
                    draft_plan_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_documents", x => x.id);
                    table.CheckConstraint("ck_legal_documents_number", "number IS NULL OR trim(number) <> ''");
                    table.CheckConstraint("ck_legal_documents_title", "trim(title) <> ''");
                    table.ForeignKey(
                        name: "fk_legal_documents_draft_plan_id",
                        column: x => x.draft_plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_legal_documents_issuer_id",
                        column: x => x.issuer_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "localities",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_order = table.Column<byte[]>(type: "bytea", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    draft_plan_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_localities", x => x.id);
                    table.CheckConstraint("ck_localities_code", "code IS NULL OR trim(code) <> ''");
                    table.CheckConstraint("ck_localities_name", "trim(name) <> ''");
                    table.CheckConstraint("ck_localities_parent", "parent_id <> id");
                    table.ForeignKey(
                        name: "fk_localities_draft_plan_id",
                        column: x => x.draft_plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_localities_parent_id",
                        column: x => x.parent_id,
                        principalTable: "localities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "plan_sections",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<long>(type: "bigint", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    label_order = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    heading = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    heading_order = table.Column<byte[]>(type: "bytea", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    document_order = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    draft_plan_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_sections", x => x.id);
                    table.CheckConstraint("ck_plan_sections_draft_plan_id", "draft_plan_id = plan_id");
                    table.CheckConstraint("ck_plan_sections_label", "trim(label) <> ''");
                    table.CheckConstraint("ck_plan_sections_parent", "parent_id <> id");
                    table.CheckConstraint("ck_plan_sections_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_plan_sections_draft_plan_id",
                        column: x => x.draft_plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_plan_sections_parent_id",
                        column: x => x.parent_id,
                        principalTable: "plan_sections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_plan_sections_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "investment_project_partners",
                columns: table => new
                {
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    agency_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_investment_project_partners", x => new { x.item_id, x.agency_id });
                    table.CheckConstraint("ck_investment_project_partners_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_investment_project_partners_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_investment_project_partners_item_id",
                        column: x => x.item_id,
                        principalTable: "investment_items",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "plan_legal_documents",
                columns: table => new
                {
                    plan_id = table.Column<long>(type: "bigint", nullable: false),
                    legal_document_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_legal_documents", x => new { x.plan_id, x.legal_document_id });
                    table.CheckConstraint("ck_plan_legal_documents_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_plan_legal_documents_legal_document_id",
                        column: x => x.legal_document_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_plan_legal_documents_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "investment_item_localities",
                columns: table => new
                {
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    locality_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_investment_item_localities", x => new { x.item_id, x.locality_id });
                    table.CheckConstraint("ck_investment_item_localities_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_investment_item_localities_item_id",
                        column: x => x.item_id,
                        principalTable: "investment_items",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_investment_item_localities_locality_id",
                        column: x => x.locality_id,
                        principalTable: "localities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    plan_id = table.Column<long>(type: "bigint", nullable: false),
                    section_id = table.Column<long>(type: "bigint", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    label_order = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title_order = table.Column<byte[]>(type: "bytea", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    deliverable_kind = table.Column<short>(type: "smallint", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    percent_complete = table.Column<int>(type: "integer", nullable: false),
                    lead_agency_id = table.Column<long>(type: "bigint", nullable: true),
                    has_open_coordination = table.Column<bool>(type: "boolean", nullable: false),
                    open_coordination_phrase = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_order = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    folded = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    draft_plan_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tasks", x => x.id);
                    table.CheckConstraint("ck_tasks_draft_plan_id", "draft_plan_id = plan_id");
                    table.CheckConstraint("ck_tasks_label", "trim(label) <> ''");
                    table.CheckConstraint("ck_tasks_percent_complete", "percent_complete BETWEEN 0 AND 100");
                    table.CheckConstraint("ck_tasks_status_percent", "(status <> 2 OR percent_complete = 100) AND (status <> 0 OR percent_complete = 0)");
                    table.CheckConstraint("ck_tasks_title", "trim(title) <> ''");
                    table.ForeignKey(
                        name: "fk_tasks_draft_plan_id",
                        column: x => x.draft_plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tasks_lead_agency_id",
                        column: x => x.lead_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tasks_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tasks_section_id",
                        column: x => x.section_id,
                        principalTable: "plan_sections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "changes",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    public_kind = table.Column<short>(type: "smallint", nullable: true),
                    subject = table.Column<short>(type: "smallint", nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    agency_id = table.Column<long>(type: "bigint", nullable: true),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    changed_fields = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    after = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    owner_agency_id = table.Column<long>(type: "bigint", nullable: true),
                    task_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_changes", x => x.sequence);
                    table.CheckConstraint("ck_changes_sequence", "sequence >= 1");
                    table.ForeignKey(
                        name: "fk_changes_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_changes_owner_agency_id",
                        column: x => x.owner_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_changes_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deadlines",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    phrase = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    deliverable = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    performer_id = table.Column<long>(type: "bigint", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    original_due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    met_on = table.Column<DateOnly>(type: "date", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    document_order = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    draft_plan_id = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadlines", x => x.id);
                    table.CheckConstraint("ck_deadlines_due_on", "due_on >= original_due_on");
                    table.CheckConstraint("ck_deadlines_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_deadlines_draft_plan_id",
                        column: x => x.draft_plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deadlines_performer_id",
                        column: x => x.performer_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_deadlines_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "progress_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    agency_id = table.Column<long>(type: "bigint", nullable: false),
                    reported_on = table.Column<DateOnly>(type: "date", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    task_status = table.Column<short>(type: "smallint", nullable: false),
                    percent_complete = table.Column<int>(type: "integer", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    obstacles = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    proposals = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    review_note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    submitted_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reviewed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_reports", x => x.id);
                    table.CheckConstraint("ck_progress_reports_percent_complete", "percent_complete BETWEEN 0 AND 100");
                    table.CheckConstraint("ck_progress_reports_reviewed_at", "(status IN (1, 2)) = (reviewed_at IS NOT NULL)");
                    table.CheckConstraint("ck_progress_reports_status_percent", "(task_status <> 2 OR percent_complete = 100) AND (task_status <> 0 OR percent_complete = 0)");
                    table.ForeignKey(
                        name: "fk_progress_reports_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_progress_reports_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task_assignments",
                columns: table => new
                {
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    agency_id = table.Column<long>(type: "bigint", nullable: false),
                    role = table.Column<short>(type: "smallint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_assignments", x => new { x.task_id, x.agency_id });
                    table.CheckConstraint("ck_task_assignments_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_task_assignments_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_assignments_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "task_investment_items",
                columns: table => new
                {
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    item_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_investment_items", x => new { x.task_id, x.item_id });
                    table.CheckConstraint("ck_task_investment_items_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_task_investment_items_item_id",
                        column: x => x.item_id,
                        principalTable: "investment_items",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_task_investment_items_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "task_legal_documents",
                columns: table => new
                {
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    legal_document_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_legal_documents", x => new { x.task_id, x.legal_document_id });
                    table.CheckConstraint("ck_task_legal_documents_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_task_legal_documents_legal_document_id",
                        column: x => x.legal_document_id,
                        principalTable: "legal_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_legal_documents_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "task_localities",
                columns: table => new
                {
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    locality_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_localities", x => new { x.task_id, x.locality_id });
                    table.CheckConstraint("ck_task_localities_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_task_localities_locality_id",
                        column: x => x.locality_id,
                        principalTable: "localities",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_localities_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "amendments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    task_id = table.Column<long>(type: "bigint", nullable: false),
                    agency_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    status = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    deadline_id = table.Column<long>(type: "bigint", nullable: true),
                    proposed_due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    proposed_content = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    proposed_agency_id = table.Column<long>(type: "bigint", nullable: true),
                    opinion = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decision = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decision_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    proposed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_amendments", x => x.id);
                    table.CheckConstraint("ck_amendments_agency", "kind NOT IN (2, 3) OR proposed_agency_id IS NOT NULL");
                    table.CheckConstraint("ck_amendments_change_content", "kind <> 1 OR proposed_content IS NOT NULL");
                    table.CheckConstraint("ck_amendments_decision", "(status IN (3, 4)) = (decided_at IS NOT NULL)");
                    table.CheckConstraint("ck_amendments_extend_deadline", "kind <> 0 OR (deadline_id IS NOT NULL AND proposed_due_on IS NOT NULL)");
                    table.CheckConstraint("ck_amendments_opinion", "status = 0 OR (opinion IS NOT NULL AND reviewed_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_amendments_agency_id",
                        column: x => x.agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_amendments_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_amendments_proposed_agency_id",
                        column: x => x.proposed_agency_id,
                        principalTable: "agencies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_amendments_task_id",
                        column: x => x.task_id,
                        principalTable: "tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "progress_report_evidence",
                columns: table => new
                {
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    url = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    document_number = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_report_evidence", x => new { x.report_id, x.position });
                    table.CheckConstraint("ck_progress_report_evidence_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_progress_report_evidence_report_id",
                        column: x => x.report_id,
                        principalTable: "progress_reports",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "progress_report_met_deadlines",
                columns: table => new
                {
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    deadline_id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_progress_report_met_deadlines", x => new { x.report_id, x.deadline_id });
                    table.CheckConstraint("ck_progress_report_met_deadlines_position", "position >= 1");
                    table.ForeignKey(
                        name: "fk_progress_report_met_deadlines_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_progress_report_met_deadlines_report_id",
                        column: x => x.report_id,
                        principalTable: "progress_reports",
                        principalColumn: "id");
                });

            migrationBuilder.CreateIndex(
                name: "ix_agencies_name_order_id",
                table: "agencies",
                columns: new[] { "name_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_agencies_parent_id",
                table: "agencies",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ux_agencies_code",
                table: "agencies",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_amendments_agency_id_proposed_at_id",
                table: "amendments",
                columns: new[] { "agency_id", "proposed_at", "id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "ix_amendments_deadline_id",
                table: "amendments",
                column: "deadline_id");

            migrationBuilder.CreateIndex(
                name: "ix_amendments_proposed_agency_id",
                table: "amendments",
                column: "proposed_agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_amendments_proposed_at_id",
                table: "amendments",
                columns: new[] { "proposed_at", "id" },
                descending: new[] { true, false });

            migrationBuilder.CreateIndex(
                name: "ix_amendments_status_id",
                table: "amendments",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_amendments_task_id_proposed_at_id",
                table: "amendments",
                columns: new[] { "task_id", "proposed_at", "id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "ix_changes_agency_id",
                table: "changes",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_changes_owner_agency_id",
                table: "changes",
                column: "owner_agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_changes_subject_subject_id_sequence",
                table: "changes",
                columns: new[] { "subject", "subject_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ix_changes_task_id",
                table: "changes",
                column: "task_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_document_order_id",
                table: "deadlines",
                columns: new[] { "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_draft_plan_id",
                table: "deadlines",
                column: "draft_plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_due_on_id",
                table: "deadlines",
                columns: new[] { "due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_met_on_id",
                table: "deadlines",
                columns: new[] { "met_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_original_due_on_id",
                table: "deadlines",
                columns: new[] { "original_due_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_performer_id",
                table: "deadlines",
                column: "performer_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadlines_task_id_due_on_position_id",
                table: "deadlines",
                columns: new[] { "task_id", "due_on", "position", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_deadlines_task_id_position",
                table: "deadlines",
                columns: new[] { "task_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_created_at",
                table: "idempotency_keys",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_investment_item_localities_item_id_position",
                table: "investment_item_localities",
                columns: new[] { "item_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_investment_item_localities_locality_id",
                table: "investment_item_localities",
                column: "locality_id");

            migrationBuilder.CreateIndex(
                name: "ix_investment_items_draft_plan_id",
                table: "investment_items",
                column: "draft_plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_investment_items_kind_code_id",
                table: "investment_items",
                columns: new[] { "kind", "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_investment_items_managing_agency_id",
                table: "investment_items",
                column: "managing_agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_investment_items_name_order_id",
                table: "investment_items",
                columns: new[] { "name_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_investment_items_code",
                table: "investment_items",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_investment_project_partners_agency_id",
                table: "investment_project_partners",
                column: "agency_id");

            migrationBuilder.CreateIndex(
                name: "ix_investment_project_partners_item_id_position",
                table: "investment_project_partners",
                columns: new[] { "item_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_legal_documents_draft_plan_id",
                table: "legal_documents",
                column: "draft_plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_documents_issuer_id",
                table: "legal_documents",
                column: "issuer_id");

            migrationBuilder.CreateIndex(
                name: "ix_legal_documents_number_id",
                table: "legal_documents",
                columns: new[] { "number", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_localities_code_id",
                table: "localities",
                columns: new[] { "code", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_localities_draft_plan_id",
                table: "localities",
                column: "draft_plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_localities_name_order_id",
                table: "localities",
                columns: new[] { "name_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_localities_parent_id",
                table: "localities",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ux_localities_code",
                table: "localities",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_plan_legal_documents_legal_document_id",
                table: "plan_legal_documents",
                column: "legal_document_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_legal_documents_plan_id_position",
                table: "plan_legal_documents",
                columns: new[] { "plan_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_plan_sections_document_order_id",
                table: "plan_sections",
                columns: new[] { "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_plan_sections_draft_plan_id",
                table: "plan_sections",
                column: "draft_plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_plan_sections_parent_id_document_order_id",
                table: "plan_sections",
                columns: new[] { "parent_id", "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_plan_sections_plan_id_label",
                table: "plan_sections",
                columns: new[] { "plan_id", "label" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_plan_sections_plan_id_position",
                table: "plan_sections",
                columns: new[] { "plan_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_plans_draft_plan_id",
                table: "plans",
                column: "draft_plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_plans_issuer_id",
                table: "plans",
                column: "issuer_id");

            migrationBuilder.CreateIndex(
                name: "ix_plans_title_order_id",
                table: "plans",
                columns: new[] { "title_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_plans_code",
                table: "plans",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_progress_report_met_deadlines_deadline_id",
                table: "progress_report_met_deadlines",
                column: "deadline_id");

            migrationBuilder.CreateIndex(
                name: "ix_progress_report_met_deadlines_report_id_position",
                table: "progress_report_met_deadlines",
                columns: new[] { "report_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_progress_reports_agency_id_submitted_at_id",
                table: "progress_reports",
                columns: new[] { "agency_id", "submitted_at", "id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "ix_progress_reports_reported_on_id",
                table: "progress_reports",
                columns: new[] { "reported_on", "id" },
                descending: new[] { true, false });

            migrationBuilder.CreateIndex(
                name: "ix_progress_reports_status_id",
                table: "progress_reports",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_progress_reports_submitted_at_id",
                table: "progress_reports",
                columns: new[] { "submitted_at", "id" },
                descending: new[] { true, false });

            migrationBuilder.CreateIndex(
                name: "ix_progress_reports_task_id_submitted_at_id",
                table: "progress_reports",
                columns: new[] { "task_id", "submitted_at", "id" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "ix_task_assignments_agency_id_role_task_id",
                table: "task_assignments",
                columns: new[] { "agency_id", "role", "task_id" });

            migrationBuilder.CreateIndex(
                name: "ux_task_assignments_lead",
                table: "task_assignments",
                column: "task_id",
                unique: true,
                filter: "role = 0");

            migrationBuilder.CreateIndex(
                name: "ux_task_assignments_task_id_position",
                table: "task_assignments",
                columns: new[] { "task_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_task_investment_items_item_id",
                table: "task_investment_items",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_investment_items_task_id_position",
                table: "task_investment_items",
                columns: new[] { "task_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_task_legal_documents_legal_document_id",
                table: "task_legal_documents",
                column: "legal_document_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_legal_documents_task_id_position",
                table: "task_legal_documents",
                columns: new[] { "task_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_task_localities_locality_id",
                table: "task_localities",
                column: "locality_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_localities_task_id_position",
                table: "task_localities",
                columns: new[] { "task_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_deliverable_kind_id",
                table: "tasks",
                columns: new[] { "deliverable_kind", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_document_order_id",
                table: "tasks",
                columns: new[] { "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_draft_plan_id",
                table: "tasks",
                column: "draft_plan_id");

            migrationBuilder.CreateIndex(
                name: "ix_tasks_label_order_id",
                table: "tasks",
                columns: new[] { "label_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_lead_agency_id_document_order_id",
                table: "tasks",
                columns: new[] { "lead_agency_id", "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_percent_complete_id",
                table: "tasks",
                columns: new[] { "percent_complete", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_plan_id_document_order_id",
                table: "tasks",
                columns: new[] { "plan_id", "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_section_id_document_order_id",
                table: "tasks",
                columns: new[] { "section_id", "document_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_status_id",
                table: "tasks",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_title_order_id",
                table: "tasks",
                columns: new[] { "title_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_tasks_updated_at_id",
                table: "tasks",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ux_tasks_plan_id_label",
                table: "tasks",
                columns: new[] { "plan_id", "label" },
                unique: true);

            TrigramIndexes.Create(migrationBuilder);
            migrationBuilder.Sql(KGPlanGraph.Persistence.Changes.ServerLeases.CreateTable);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE server_leases;");

            migrationBuilder.DropTable(
                name: "amendments");

            migrationBuilder.DropTable(
                name: "changes");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "investment_item_localities");

            migrationBuilder.DropTable(
                name: "investment_project_partners");

            migrationBuilder.DropTable(
                name: "persisted_operations");

            migrationBuilder.DropTable(
                name: "plan_legal_documents");

            migrationBuilder.DropTable(
                name: "progress_report_evidence");

            migrationBuilder.DropTable(
                name: "progress_report_met_deadlines");

            migrationBuilder.DropTable(
                name: "task_assignments");

            migrationBuilder.DropTable(
                name: "task_investment_items");

            migrationBuilder.DropTable(
                name: "task_legal_documents");

            migrationBuilder.DropTable(
                name: "task_localities");

            migrationBuilder.DropTable(
                name: "deadlines");

            migrationBuilder.DropTable(
                name: "progress_reports");

            migrationBuilder.DropTable(
                name: "investment_items");

            migrationBuilder.DropTable(
                name: "legal_documents");

            migrationBuilder.DropTable(
                name: "localities");

            migrationBuilder.DropTable(
                name: "tasks");

            migrationBuilder.DropTable(
                name: "plan_sections");

            migrationBuilder.DropTable(
                name: "plans");

            migrationBuilder.DropTable(
                name: "agencies");
        }
    }
}
