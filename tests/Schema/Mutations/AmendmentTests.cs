using KGPlanGraph.Persistence;
using KGPlanGraph.Persistence.Model;
using KGPlanGraph.Schema.Authorization;
using KGPlanGraph.Tests.Support;

namespace KGPlanGraph.Tests.Schema.Mutations;

/// <summary>Proposing, reviewing and deciding; the effects are in <see cref="AmendmentEffectTests"/>.</summary>
public sealed class AmendmentTests(MutationServers servers) : IClassFixture<MutationServers>
{
    private const string Propose = "proposeAmendment";

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Assigned_agency_proposes_the_coordinator_gives_an_opinion_the_committee_decides(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        const string Selection = "amendment { status reason opinion decision decisionNumber proposedBy version }";

        var proposed = await scene.DoneAsync(
            Propose, Amending.Cancel(scene), "amendment { id status version agency { code } }", Role.Agency, scene.Coordinator);
        Assert.Equal("PROPOSED", proposed.GetProperty("amendment").GetProperty("status").GetString());
        var id = proposed.GetProperty("amendment").GetProperty("id").GetString()!;
        var reviewed = await scene.DoneAsync(
            "reviewAmendment", new { amendmentId = id, expectedVersion = 1, recommend = false, opinion = "Không cần" }, Selection, Role.Coordinator);
        Assert.Equal("NOT_RECOMMENDED", reviewed.GetProperty("amendment").GetProperty("status").GetString());
        var decided = await scene.DoneAsync(
            "decideAmendment", new { amendmentId = id, expectedVersion = 2, approve = false, decision = "Giữ nguyên", decisionNumber = " 12/QĐ " },
            Selection + " task { status version }", Role.Approver);

        Assert.Equal(
            """{"status":"REJECTED","reason":"Lý do","opinion":"Không cần","decision":"Giữ nguyên","decisionNumber":"12/QĐ","""
            + $"\"proposedBy\":\"AGENCY@{scene.Coordinator}\",\"version\":3}}",
            decided.GetProperty("amendment").GetRawText());
        Assert.Equal("""{"status":"NOT_STARTED","version":1}""", decided.GetProperty("task").GetRawText());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Only_an_assigned_agency_proposes_and_only_on_a_plan_in_force(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        await scene.RefusalAsync("NotAssignedError", Propose, Amending.Cancel(scene), Role.Agency, scene.Stranger);
        await scene.RefusalAsync("TaskNotFoundError", Propose, Amending.Cancel(scene).With("taskId", scene.Deadlines[0]), Role.Agency, scene.Lead);
        await scene.SetPlanStatusAsync(PlanStatus.Closed);
        await scene.RefusalAsync("PlanNotInForceError", Propose, Amending.Cancel(scene), Role.Agency, scene.Lead);
    }

    [Theory]
    [InlineData("EXTEND_DEADLINE", new[] { "reason", "deadlineId", "proposedDueOn", "proposedContent", "proposedAgencyId" }, true)]
    [InlineData("CHANGE_CONTENT", new[] { "reason", "deadlineId", "proposedDueOn", "proposedContent", "proposedAgencyId" }, true)]
    [InlineData("EXTEND_DEADLINE", new[] { "reason", "deadlineId", "proposedDueOn" }, false)]
    [InlineData("CHANGE_CONTENT", new[] { "reason", "proposedContent" }, false)]
    [InlineData("CHANGE_LEAD_AGENCY", new[] { "reason", "proposedAgencyId" }, false)]
    [InlineData("ADD_COORDINATOR", new[] { "reason", "proposedAgencyId" }, false)]
    [InlineData("CANCEL_TASK", new[] { "reason" }, false)]
    public async Task Each_kind_needs_its_fields_and_takes_no_others(string kind, string[] faulty, bool givesTheOthers)
    {
        var scene = await servers.NewSceneAsync(DatabaseEngine.Sqlite);
        var input = Amending.Cancel(scene).With("kind", kind).With("reason", "");
        var isExtension = kind == "EXTEND_DEADLINE";
        if (givesTheOthers)
        {
            // Everything but what the kind needs.
            if (!isExtension)
            {
                input.With("deadlineId", scene.Deadlines[0]).With("proposedDueOn", "2023-01-01");
            }

            if (isExtension)
            {
                input.With("proposedContent", "Khác");
            }

            input.With("proposedAgencyId", scene.Agencies[scene.Stranger]);
        }

        Assert.Equal(faulty, await scene.FaultyFieldsAsync(Propose, input, Role.Agency, scene.Lead));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_proposal_that_would_change_nothing_is_refused(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        foreach (var dueOn in new[] { "2022-06-30", "2022-06-29", "2099-01-01" })
        {
            Assert.Equal(["proposedDueOn"], await scene.FaultyFieldsAsync(Propose, Amending.Extend(scene, dueOn), Role.Agency, scene.Lead));
        }

        Assert.Equal(["proposedContent"], await scene.FaultyFieldsAsync(Propose, Amending.Content(scene, " Nội dung a "), Role.Agency, scene.Lead));
        Assert.Equal(["proposedAgencyId"], await scene.FaultyFieldsAsync(Propose, Amending.NewLead(scene, scene.Lead), Role.Agency, scene.Lead));
        foreach (var assigned in new[] { scene.Lead, scene.Coordinator })
        {
            Assert.Equal(["proposedAgencyId"], await scene.FaultyFieldsAsync(Propose, Amending.NewCoordinator(scene, assigned), Role.Agency, scene.Lead));
        }

        await scene.ApproveAsync(await scene.ProposeAsync(Amending.Cancel(scene)));
        Assert.Equal(["kind"], await scene.FaultyFieldsAsync(Propose, Amending.Cancel(scene), Role.Agency, scene.Lead));
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_deadline_must_be_the_tasks_and_an_agency_of_the_register(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);

        foreach (var id in new[] { scene.DeadlineOfOther, PlanScene.Id("Deadline", 999_999), "x" })
        {
            var extend = Amending.Extend(scene, "2022-09-30").With("deadlineId", id);
            Assert.Equal(id, (await scene.RefusalAsync("DeadlineNotFoundError", Propose, extend, Role.Agency, scene.Lead)).GetProperty("id").GetString());
        }

        var lead = Amending.NewLead(scene, scene.Stranger).With("proposedAgencyId", scene.Tasks[0]);
        await scene.RefusalAsync("AgencyNotFoundError", Propose, lead, Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_is_decided_before_the_opinion_is_there_and_nothing_twice(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var id = await scene.ProposeAsync(Amending.Cancel(scene));

        var early = await scene.RefusalAsync("InvalidStateError", "decideAmendment", Amending.Decision(id, 1), Role.Approver);
        Assert.Equal("PROPOSED", early.GetProperty("status").GetString());
        Assert.Equal(["opinion"], await scene.FaultyFieldsAsync("reviewAmendment", Amending.Opinion(id, 1, opinion: ""), Role.Coordinator));
        await scene.ReviewAsync(id);
        var again = await scene.RefusalAsync("InvalidStateError", "reviewAmendment", Amending.Opinion(id, 2), Role.Coordinator);
        Assert.Equal("RECOMMENDED", again.GetProperty("status").GetString());
        Assert.Equal(["decision"], await scene.FaultyFieldsAsync("decideAmendment", Amending.Decision(id, 2, decision: " "), Role.Approver));
        await scene.DoneAsync("decideAmendment", Amending.Decision(id, 2), "task { status }", Role.Approver);
        var late = await scene.RefusalAsync("InvalidStateError", "decideAmendment", Amending.Decision(id, 3), Role.Approver);
        Assert.Equal("APPROVED", late.GetProperty("status").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_is_reviewed_or_decided_on_a_closed_plan(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var proposed = await scene.ProposeAsync(Amending.Cancel(scene));
        var reviewed = await scene.ProposeAsync(Amending.Cancel(scene));
        await scene.ReviewAsync(reviewed);
        await scene.SetPlanStatusAsync(PlanStatus.Closed);

        await scene.RefusalAsync("InvalidStateError", "reviewAmendment", Amending.Opinion(proposed, 1), Role.Coordinator);
        var error = await scene.RefusalAsync("InvalidStateError", "decideAmendment", Amending.Decision(reviewed, 2), Role.Approver);
        Assert.Equal("CLOSED", error.GetProperty("status").GetString());
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task A_stale_or_missing_amendment_is_told_before_any_other_rule(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var id = await scene.ProposeAsync(Amending.Cancel(scene));

        var review = await scene.RefusalAsync("VersionConflictError", "reviewAmendment", Amending.Opinion(id, 7, opinion: ""), Role.Coordinator);
        Assert.Equal(1, review.GetProperty("currentVersion").GetInt32());
        await scene.RefusalAsync("VersionConflictError", "decideAmendment", Amending.Decision(id, 0), Role.Approver);
        await scene.RefusalAsync("AmendmentNotFoundError", "reviewAmendment", Amending.Opinion(scene.Tasks[0], 1), Role.Coordinator);
        await scene.RefusalAsync("AmendmentNotFoundError", "decideAmendment", Amending.Decision(PlanScene.Id("Amendment", 999_999), 1), Role.Approver);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Its_own_agency_withdraws_what_is_not_decided(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        const string Withdraw = "withdrawAmendment";
        var proposed = await scene.ProposeAsync(Amending.Cancel(scene));
        var reviewed = await scene.ProposeAsync(Amending.Cancel(scene));
        await scene.ReviewAsync(reviewed);
        var decided = await scene.ProposeAsync(Amending.Content(scene, "Nội dung khác"));
        await scene.ApproveAsync(decided);

        // An assigned agency sees it, but it is not its own; another one does not even see it.
        await scene.RefusalAsync("NotOwnerError", Withdraw, Withdrawal(proposed, 1), Role.Agency, scene.Coordinator);
        await scene.RefusalAsync("AmendmentNotFoundError", Withdraw, Withdrawal(proposed, 1), Role.Agency, scene.Stranger);
        await scene.RefusalAsync("NotOwnerError", Withdraw, Withdrawal(decided, 3), Role.Agency, scene.Stranger);
        await scene.RefusalAsync("VersionConflictError", Withdraw, Withdrawal(proposed, 2), Role.Agency, scene.Lead);
        Assert.Equal(
            "APPROVED",
            (await scene.RefusalAsync("InvalidStateError", Withdraw, Withdrawal(decided, 3), Role.Agency, scene.Lead)).GetProperty("status").GetString());

        var changes = await scene.CountChangesAsync();
        var key = Guid.NewGuid().ToString();
        for (var time = 0; time < 2; time++)
        {
            var payload = await scene.DoneAsync(
                Withdraw, new { amendmentId = proposed, expectedVersion = 1, idempotencyKey = key }, "amendment { status version opinion }",
                Role.Agency, scene.Lead);
            Assert.Equal("""{"status":"WITHDRAWN","version":2,"opinion":null}""", payload.GetProperty("amendment").GetRawText());
        }

        await scene.DoneAsync(Withdraw, Withdrawal(reviewed, 2), "amendment { status version }", Role.Agency, scene.Lead);
        Assert.Equal(changes + 2, await scene.CountChangesAsync());
        foreach (var (mutation, input, role) in new[]
        {
            ("reviewAmendment", Amending.Opinion(proposed, 2), Role.Coordinator), ("decideAmendment", Amending.Decision(reviewed, 3), Role.Approver),
        })
        {
            Assert.Equal("WITHDRAWN", (await scene.RefusalAsync("InvalidStateError", mutation, input, role)).GetProperty("status").GetString());
        }

        await scene.RefusalAsync("InvalidStateError", Withdraw, Withdrawal(proposed, 2), Role.Agency, scene.Lead);
    }

    [Theory, MemberData(nameof(Engines.Both), MemberType = typeof(Engines))]
    public async Task Nothing_is_withdrawn_on_a_closed_plan(DatabaseEngine engine)
    {
        var scene = await servers.NewSceneAsync(engine);
        var id = await scene.ProposeAsync(Amending.Cancel(scene));
        await scene.SetPlanStatusAsync(PlanStatus.Closed);

        var error = await scene.RefusalAsync("InvalidStateError", "withdrawAmendment", Withdrawal(id, 1), Role.Agency, scene.Lead);

        Assert.Equal("CLOSED", error.GetProperty("status").GetString());
    }

    private static object Withdrawal(string amendment, int expectedVersion) => new { amendmentId = amendment, expectedVersion };
}
