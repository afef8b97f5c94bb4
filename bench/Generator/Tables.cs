using Npgsql;

namespace KGPlanGraph.Bench.Generator;

/// <summary>The tables that are filled, each through a COPY of its own, all open at once: plans are generated once and never held.</summary>
internal sealed class Tables(NpgsqlDataSource source) : IAsyncDisposable
{
    public TableCopy Agencies { get; } = new(source, "agencies",
        "id, code, name, name_order, english_name, kind, parent_id, aliases, folded, version, created_at, updated_at");

    public TableCopy Localities { get; } = new(source, "localities", "id, code, name, name_order, kind, parent_id, version");

    public TableCopy LegalDocuments { get; } = new(source, "legal_documents", "id, number, title, issued_on, issuer_id, version");

    public TableCopy Plans { get; } = new(source, "plans",
        "id, code, title, title_order, year, last_year, status, issuer_id, signatory_name, signatory_capacity, document_number, issued_on, recipients, "
        + "draft_plan_id, version, created_at, updated_at");

    public TableCopy PlanLegalDocuments { get; } = new(source, "plan_legal_documents", "plan_id, legal_document_id, position");

    public TableCopy Sections { get; } = new(source, "plan_sections",
        "id, plan_id, parent_id, label, label_order, heading, heading_order, body, position, document_order, draft_plan_id, version");

    public TableCopy Tasks { get; } = new(source, "tasks",
        "id, plan_id, section_id, label, label_order, title, title_order, content, deliverable_kind, status, percent_complete, lead_agency_id, "
        + "has_open_coordination, open_coordination_phrase, document_order, folded, draft_plan_id, version, created_at, updated_at");

    public TableCopy Assignments { get; } = new(source, "task_assignments", "task_id, agency_id, role, position");

    public TableCopy Deadlines { get; } = new(source, "deadlines",
        "id, task_id, kind, phrase, performer_id, due_on, original_due_on, met_on, position, document_order, draft_plan_id, version");

    public TableCopy TaskStates { get; } = new(source, "task_states", "task_id, from_day, until_day, status, percent_complete, reported_percent");

    public TableCopy DeadlineDues { get; } = new(source, "deadline_dues", "deadline_id, from_day, until_day, due_on");

    public TableCopy TaskLocalities { get; } = new(source, "task_localities", "task_id, locality_id, position");

    public TableCopy TaskLegalDocuments { get; } = new(source, "task_legal_documents", "task_id, legal_document_id, position");

    public TableCopy InvestmentItems { get; } = new(source, "investment_items",
        "id, kind, code, name, name_order, stage, managing_agency_id, area_hectares, capital_vnd, calls_for_investment, note, phase, "
        + "occupancy_percent, infrastructure_investor, is_pilot, sector, folded, version, created_at, updated_at");

    public TableCopy ItemLocalities { get; } = new(source, "investment_item_localities", "item_id, locality_id, position");

    public TableCopy TaskItems { get; } = new(source, "task_investment_items", "task_id, item_id, position");

    public TableCopy Reports { get; } = new(source, "progress_reports",
        "id, task_id, agency_id, reported_on, status, task_status, percent_complete, summary, obstacles, review_note, submitted_by, submitted_at, "
        + "reviewed_by, reviewed_at, version");

    public TableCopy Evidence { get; } = new(source, "progress_report_evidence", "report_id, position, title, url, document_number");

    public async Task OpenAsync()
    {
        foreach (var table in All)
        {
            await table.OpenAsync();
        }
    }

    public async Task CompleteAsync()
    {
        foreach (var table in All)
        {
            await table.CompleteAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var table in All)
        {
            await table.DisposeAsync();
        }
    }

    private IEnumerable<TableCopy> All =>
    [
        Agencies, Localities, LegalDocuments, Plans, PlanLegalDocuments, Sections, Tasks, Assignments, Deadlines, TaskStates, DeadlineDues, TaskLocalities,
        TaskLegalDocuments, InvestmentItems, ItemLocalities, TaskItems, Reports, Evidence,
    ];
}
