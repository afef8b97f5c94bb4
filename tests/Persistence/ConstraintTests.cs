using System.Data.Common;
using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Changes;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.PlanDocuments;
using KGPlanGraph.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace KGPlanGraph.Tests.Persistence;

/// <summary>Rules stand in the database, not only in code: each statement breaks one, past all code.</summary>
public sealed class ConstraintTests
{
    private static readonly string[] Violations =
    [
        "UPDATE tasks SET percent_complete = 101",
        "UPDATE tasks SET status = 2, percent_complete = 99",
        "UPDATE tasks SET percent_complete = 1",
        "UPDATE tasks SET label = ' '",
        "UPDATE tasks SET label = 'I.1.z'",
        "UPDATE tasks SET lead_agency_id = 999",
        "UPDATE tasks SET draft_plan_id = 999",
        "UPDATE task_assignments SET role = 0",
        "UPDATE task_assignments SET position = 1",
        "INSERT INTO task_assignments (task_id, agency_id, role, position) VALUES (999, 1, 1, 1)",
        "INSERT INTO task_assignments (task_id, agency_id, role, position) VALUES (1, 1, 1, 9)",
        "UPDATE deadlines SET position = 1",
        "UPDATE deadlines SET position = 0 WHERE position = 1",
        "UPDATE deadlines SET original_due_on = original_due_on + 1",
        "DELETE FROM plans",
        "DELETE FROM agencies WHERE code = 'A'",
        "DELETE FROM plan_sections",
        "DELETE FROM deadlines; DELETE FROM tasks",
        "UPDATE agencies SET code = 'A'",
        "UPDATE agencies SET code = ''",
        "UPDATE agencies SET name = NULL",
        "UPDATE agencies SET parent_id = id",
        $"UPDATE plans SET year = {Plan.EarliestYear - 1}",
        $"UPDATE plans SET year = {Plan.LatestYear + 1}",
        "UPDATE plans SET draft_plan_id = id",
        "UPDATE plans SET signatory_name = 'A'",
        "UPDATE plan_sections SET position = 0",
        Item("kind = 0, sector = 1"),
        Item("kind = 0, is_pilot = true"),
        Item("kind = 1, phase = 'giai đoạn 2'"),
        Item("kind = 1, occupancy_percent = 1"),
        Item("kind = 2, sector = NULL"),
        Item("kind = 2, sector = 1, infrastructure_investor = 'A'"),
        Item("occupancy_percent = 101"),
        Item("area_hectares = -1"),
        Item("capital_vnd = -1"),
        Item("code = ' '"),
        "UPDATE progress_reports SET task_status = 2",
        "UPDATE progress_reports SET percent_complete = -1",
        "UPDATE progress_reports SET status = 1",
        "UPDATE amendments SET deadline_id = NULL",
        "UPDATE amendments SET kind = 1",
        "UPDATE amendments SET kind = 2",
        "UPDATE amendments SET status = 1",
        "UPDATE amendments SET status = 3, opinion = 'được', reviewed_at = proposed_at",
        "INSERT INTO persisted_operations (sha256, document, created_at) SELECT 'short', '{ a }', proposed_at FROM amendments",
        "INSERT INTO calendar_keys (id, hash, subject, roles, plan_code, created_at, expires_at) SELECT 'k', 'short', 's', 1, 'P', proposed_at, proposed_at FROM amendments",
        "INSERT INTO calendar_keys (id, hash, subject, roles, created_at, expires_at) SELECT 'k', '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 's', 1, proposed_at, proposed_at FROM amendments",
        "INSERT INTO sign_in_sessions (hash, subject, ticket, tokens, tokens_version, created_at, expires_at) SELECT 'short', 's', '', '', 0, proposed_at, proposed_at FROM amendments",
        "UPDATE changes SET sequence = 0 WHERE sequence = 1",
        "UPDATE changes SET agency_id = 999",
    ];

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_row_that_breaks_a_rule_is_refused(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await using var connection = await test.Database.OpenWriteAsync();

        foreach (var violation in Violations)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = violation;
            var refusal = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync());
            Assert.True(refusal is DbException, $"allowed on {engine}: {violation}");
            await transaction.RollbackAsync();
        }
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_connection_for_reading_cannot_write(DatabaseEngine engine)
    {
        await using var test = await CreateAsync(engine);
        await using var connection = await test.Database.OpenReadAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE tasks SET title = 'x'";

        await Assert.ThrowsAnyAsync<DbException>(() => command.ExecuteNonQueryAsync());
    }

    private static string Item(string values) => $"UPDATE investment_items SET {values}";

    private static async Task<TestDatabase> CreateAsync(DatabaseEngine engine)
    {
        var test = await TestDatabase.CreateMigratedAsync(engine);
        var writer = test.Services.GetRequiredService<PlanWriter>();
        var task = await SamplePlan.WriteAsync(writer, PlanStatus.InForce);
        await writer.RunAsync(SamplePlan.Author, (context, _) =>
        {
            context.Add(new InvestmentItem { Kind = InvestmentItemKind.IndustrialZone, Code = "Z", Name = "Khu", ManagingAgencyId = 1 });
            context.Add(new ProgressReport
            {
                TaskId = task,
                AgencyId = 1,
                ReportedOn = new DateOnly(2022, 5, 1),
                Summary = "Đang làm",
                TaskStatus = PlanTaskStatus.InProgress,
                PercentComplete = 50,
            });
            context.Add(new Amendment
            {
                TaskId = task,
                AgencyId = 1,
                Kind = AmendmentKind.ExtendDeadline,
                Reason = "Mưa",
                DeadlineId = 1,
                ProposedDueOn = new DateOnly(2022, 9, 30),
            });
            return Task.FromResult(WriteOutcome.Keep(0));
        });
        return test;
    }
}
