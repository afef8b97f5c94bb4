using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Compilation.Input;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Tasks;

namespace KGPlanGraph.Schema.ProgressReports;

/// <summary>An assigned agency says where a task of a plan in force stands.</summary>
internal sealed class SubmitProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "submitProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        if (await scope.FindTaskAsync(scope.KeyOf("taskId", "Task"), willChange: false, cancellationToken) is not { } task)
        {
            return MutationErrors.TaskNotFound(scope.Input.Get<string>("taskId"));
        }

        var agency = await scope.AgencyAsync(cancellationToken);
        if (agency is null || !TaskAssignmentRule.IsAssigned(task, agency))
        {
            return MutationErrors.NotAssigned(agency, scope.Caller.AgencyCode, task);
        }

        if (task.Plan!.Status != PlanStatus.InForce)
        {
            return MutationErrors.PlanNotInForce(task.Plan);
        }

        var report = Read(scope, task, agency);
        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        scope.Data.Add(report);
        return MutationOutcome.Done(("progressReport", report));
    }

    private static ProgressReport Read(MutationScope scope, PlanTask task, Agency agency)
    {
        var (input, validation) = (scope.Input, scope.Validation);
        var report = new ProgressReport
        {
            TaskId = task.Id,
            AgencyId = agency.Id,
            ReportedOn = validation.Required<DateOnly>(input, "reportedOn"),
            Status = ProgressReportStatus.Submitted,
            TaskStatus = validation.RequiredEnum<PlanTaskStatus>(input, "taskStatus"),
            PercentComplete = validation.RequiredPercent(input, "percentComplete"),
            Summary = validation.RequiredText(input, "summary", TextLength.Long),
            Obstacles = validation.OptionalText(input, "obstacles", TextLength.Long),
            Proposals = validation.OptionalText(input, "proposals", TextLength.Long),
            SubmittedBy = scope.Actor,
            SubmittedAt = scope.Now,
        };
        if (ProgressReportRules.FaultIn(report.ReportedOn, task.Plan!, scope.Today) is { } dayFault)
        {
            validation.Add("reportedOn", dayFault);
        }

        if (report.PercentComplete is >= 0 and <= 100 && ProgressReportRules.FaultIn(report.TaskStatus, report.PercentComplete) is { } percentFault)
        {
            validation.Add("percentComplete", percentFault);
        }

        ReadEvidence(scope, report);
        ReadMetDeadlines(scope, task, report);
        return report;
    }

    private static void ReadEvidence(MutationScope scope, ProgressReport report)
    {
        var validation = scope.Validation;
        foreach (var (item, path) in validation.Items<InputObject>(scope.Input, "evidence"))
        {
            report.Evidence.Add(new()
            {
                Position = report.Evidence.Count + 1,
                Title = validation.RequiredText(item, "title", TextLength.Short, path),
                Url = validation.RequiredUrl(item, "url", path),
                DocumentNumber = validation.OptionalText(item, "documentNumber", TextLength.Short, path),
            });
        }
    }

    private static void ReadMetDeadlines(MutationScope scope, PlanTask task, ProgressReport report)
    {
        foreach (var (id, path) in scope.Validation.Items<string>(scope.Input, "metDeadlineIds"))
        {
            var key = MutationScope.KeyIn(id, "Deadline");
            if (!task.Deadlines.Exists(deadline => deadline.Id == key))
            {
                scope.Validation.Add(path, new(
                    $"'{id}' is no deadline of task {task.Label}; take ids from the task's deadlines.",
                    $"'{id}' không phải thời hạn của nhiệm vụ {task.Label}; hãy lấy id từ deadlines của nhiệm vụ."));
            }
            else if (!report.MetDeadlines.Exists(met => met.DeadlineId == key))
            {
                report.MetDeadlines.Add(new() { DeadlineId = key!.Value, Position = report.MetDeadlines.Count + 1 });
            }
        }
    }
}

/// <summary>The coordinator takes a report for true, and with the lead's report its word on the task.</summary>
internal sealed class AcceptProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "acceptProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundReport.FindAsync(scope, willChangeTask: true, cancellationToken);
        if (found is null)
        {
            return error!;
        }

        if (found.StateError() is { } stateError)
        {
            return stateError;
        }

        var note = scope.Validation.OptionalText(scope.Input, "note", TextLength.Long);
        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        found.Review(ProgressReportStatus.Accepted, note, scope);
        await TaskHistory.AcceptAsync(scope.Data, found.Task, found.Report, cancellationToken);
        return MutationOutcome.Done(("progressReport", found.Report), ("task", found.Task));
    }
}

/// <summary>The coordinator sends a report back to its agency, and says what is to be bettered.</summary>
internal sealed class ReturnProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "returnProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundReport.FindAsync(scope, willChangeTask: false, cancellationToken);
        if (found is null)
        {
            return error!;
        }

        if (found.StateError() is { } stateError)
        {
            return stateError;
        }

        var note = scope.Validation.RequiredText(scope.Input, "note", TextLength.Long);
        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        found.Review(ProgressReportStatus.Returned, note, scope);
        return MutationOutcome.Done(("progressReport", found.Report));
    }
}

/// <summary>An agency takes a report of its own back before anybody has accepted or returned it.</summary>
internal sealed class WithdrawProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "withdrawProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var (found, error) = await FoundReport.FindAsync(scope, willChangeTask: false, cancellationToken);
        if (found is null)
        {
            return error!;
        }

        var agency = await scope.AgencyAsync(cancellationToken);
        if (agency is null || found.Report.AgencyId != agency.Id)
        {
            return MutationErrors.NotOwner(agency, scope.Caller.AgencyCode);
        }

        if (found.StateError() is { } stateError)
        {
            return stateError;
        }

        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        found.Report.Status = ProgressReportStatus.Withdrawn;
        return MutationOutcome.Done(("progressReport", found.Report));
    }
}
