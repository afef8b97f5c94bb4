using System.Globalization;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Input;
using KGPlanGraph.Schema.Mutations;
using KGPlanGraph.Schema.Types.Tasks;

namespace KGPlanGraph.Schema.Types.ProgressReports;

/// <summary>An assigned agency says where a task of a plan in force stands.</summary>
internal sealed class SubmitProgressReportMutation(MutationTransactions transactions) : Mutation(transactions)
{
    /// <inheritdoc/>
    public override string Name => "submitProgressReport";

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        long[] keys = scope.KeyOf("taskId", "Task") is { } key ? [key] : [];
        var task = (await scope.FindTasksToReportOnAsync(keys, cancellationToken)).Values.SingleOrDefault();
        var (report, errors) = ProgressReportSubmission.Judge(scope, task, await scope.AgencyAsync(cancellationToken));
        if (report is null)
        {
            return MutationOutcome.Refused(errors);
        }

        scope.Data.Add(report);
        return MutationOutcome.Done(("progressReport", report));
    }
}

/// <summary>Many reports of an agency in one transaction, each judged as a single one would be.</summary>
internal sealed class SubmitProgressReportsMutation(MutationTransactions transactions) : Mutation(transactions)
{
    private const int MaxReports = 200;

    /// <inheritdoc/>
    public override string Name => "submitProgressReports";

    /// <inheritdoc/>
    public override async Task<MutationResult> RunAsync(InputObject input, MutationContext context, CancellationToken cancellationToken)
    {
        var result = await base.RunAsync(input, context, cancellationToken);
        return result.Values.ContainsKey("written") ? result : new() { Errors = result.Errors, Values = Values(input, null, 0) };
    }

    /// <inheritdoc/>
    protected override async Task<MutationOutcome> WorkAsync(MutationScope scope, CancellationToken cancellationToken)
    {
        var inputs = scope.Input.GetList<InputObject>("reports") ?? [];
        Check(scope, inputs);
        if (scope.Validation.HasErrors)
        {
            return MutationOutcome.Refused(scope.Validation.Errors);
        }

        var tasks = await scope.FindTasksToReportOnAsync([.. inputs.Select(input => scope.KeyIn(input.Get<string>("taskId"), "Task")).OfType<long>()], cancellationToken);
        var agency = await scope.AgencyAsync(cancellationToken);
        var judged = new List<(ProgressReport? Report, IReadOnlyList<MutationError> Errors)>(inputs.Count);
        foreach (var input in inputs)
        {
            var part = await scope.ForPartAsync(input, cancellationToken);
            var task = part.KeyOf("taskId", "Task") is { } key ? tasks.GetValueOrDefault(key) : null;
            judged.Add(ProgressReportSubmission.Judge(part, task, agency));
        }

        var accepted = judged.Select(one => one.Report).OfType<ProgressReport>().ToList();
        var writes = !scope.Input.Get<bool>("dryRun") && accepted.Count > 0
            && (accepted.Count == judged.Count || !scope.Input.Get<bool>("allOrNothing"));
        var results = judged.Select((one, index) => new PayloadObject("SubmitProgressReportResult", new Dictionary<string, object?>
        {
            ["index"] = index,
            ["progressReport"] = writes && one.Report is { } report ? new PayloadReference(report) : null,
            ["errors"] = one.Report is null ? one.Errors.Select(error => error.In(scope.Language)).ToArray() : null,
        })).ToArray();
        if (!writes)
        {
            return MutationOutcome.WithoutWriting(Values(scope.Input, results, 0));
        }

        scope.Data.AddRange(accepted);
        return MutationOutcome.Done(Values(scope.Input, results, accepted.Count));
    }

    private static Dictionary<string, object?> Values(InputObject input, PayloadObject[]? results, int written) => new()
    {
        ["results"] = results,
        ["written"] = written,
        ["dryRun"] = input.Get<bool>("dryRun"),
    };

    private static void Check(MutationScope scope, IReadOnlyList<InputObject> inputs)
    {
        scope.Validation.Require(
            inputs.Count is >= 1 and <= MaxReports, "reports",
            $"reports must have 1 to {MaxReports} items, and has {inputs.Count}.", $"reports phải có từ 1 đến {MaxReports} mục, đang có {inputs.Count}.");
        for (var index = 0; index < inputs.Count && index < MaxReports; index++)
        {
            scope.Validation.Require(
                inputs[index]["idempotencyKey"] is null, string.Create(CultureInfo.InvariantCulture, $"reports.{index}.idempotencyKey"),
                "Reports of one request have no keys of their own; give the request one.",
                "Các báo cáo trong một yêu cầu không có khóa riêng; hãy đặt khóa cho cả yêu cầu.");
        }
    }
}

/// <summary>Judges a report that an assigned agency hands in: one by itself, and one of many, by the same rules.</summary>
internal static class ProgressReportSubmission
{
    /// <summary>The report to be added, or why it is refused.</summary>
    /// <param name="scope">Its input.</param>
    /// <param name="task">The task that the input names; null where the caller sees none.</param>
    /// <param name="agency">The caller's agency.</param>
    public static (ProgressReport? Report, IReadOnlyList<MutationError> Errors) Judge(MutationScope scope, PlanTask? task, Agency? agency)
    {
        if (task is null)
        {
            return (null, [MutationErrors.TaskNotFound(scope.Input.Get<string>("taskId"))]);
        }

        if (agency is null || !TaskRules.Report.IsFor(agency, task))
        {
            return (null, [MutationErrors.NotAssigned(agency, scope.Caller.AgencyCode, task)]);
        }

        if (!TaskRules.Report.IsOn(task.Plan!))
        {
            return (null, [MutationErrors.PlanNotInForce(task.Plan!)]);
        }

        var report = Read(scope, task, agency);
        return scope.Validation.HasErrors ? (null, scope.Validation.Errors) : (report, []);
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
            var key = scope.KeyIn(id, "Deadline");
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

        if (found.StateError(ProgressReportRules.Accept) is { } stateError)
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

        if (found.StateError(ProgressReportRules.Return) is { } stateError)
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
        if (!ProgressReportRules.Withdraw.IsFor(agency, found.Report.AgencyId))
        {
            return MutationErrors.NotOwner(agency, scope.Caller.AgencyCode);
        }

        if (found.StateError(ProgressReportRules.Withdraw) is { } stateError)
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
