// One task: what the plan says, where it stands, what was reported and proposed, and the forms for whoever may do something about it. The API decides who may.
import { all, ask } from "./api.js";
import { has, notFound, say, viewer, whenChanged } from "./app.js";
import { line } from "./charts.js";
import { day, find, h, names, percent, planAddress, standing, statusTag, t, table, tag, time, today } from "./dom.js";
import { form } from "./forms.js";

const mayReadNotes = () => has("AGENCY", "COORDINATOR", "APPROVER", "ADMIN");
const paragraphs = text => text.split("\n").map(each => h("p", null, each));
const item = (term, ...content) => content.flat().filter(Boolean).length > 0 && h("div", null, h("dt", null, term), h("dd", null, ...content));

let shown = null;

export async function show(plan, label) {
  await draw(plan, label);
  openTarget();
  whenChanged(async () => {
    const { taskByLabel: now } = await ask("Task", { plan, label, mayReadNotes: mayReadNotes() });
    if (JSON.stringify(now) === JSON.stringify(shown)) return;
    // Under the hands of somebody who types, nothing moves.
    if (document.activeElement?.closest("form") || document.querySelector("details.act[open]")) {
      find("fresh")?.remove();
      find("content").prepend(h("p", { id: "fresh", class: "notice", role: "status" }, t("Nhiệm vụ vừa có thay đổi. ", "The task has just changed. "),
        h("button", { type: "button", onclick: () => redraw(plan, label) }, t("Hiện nội dung mới", "Show the changes"))));
    } else await draw(plan, label);
  });
}

async function redraw(plan, label, text = "") {
  await draw(plan, label);
  say(text, text && "green");
  find("main").focus();
}

// The address may name a form: whoever comes by such a link sees it open.
function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target) return;
  const details = target.closest("details");
  if (details) details.open = true;
  target.scrollIntoView();
  (target.matches("form") ? target.querySelector("h3") : target).focus({ preventScroll: true });
}

async function draw(plan, label) {
  const { taskByLabel: task } = await ask("Task", { plan, label, mayReadNotes: mayReadNotes() });
  shown = task;
  if (!task) {
    notFound(t("Không có nhiệm vụ này", "No such task"), t("Không có nhiệm vụ này, hoặc tài khoản không được xem.", "The task does not exist, or your account may not see it."));
    return;
  }
  document.title = `${task.label}. ${task.title}`;
  const done = text => redraw(plan, label, text);
  const isOpen = task.plan.status === "IN_FORCE";
  const can = task.viewerCan;
  const bodies = list => list.map(agency => agency.name).join("; ");
  find("content").replaceChildren(...[
    h("p", { class: "crumbs" }, h("a", { href: planAddress(task.plan.code) }, task.plan.title), " › ", `${task.section.label}. ${task.section.heading}`),
    h("h1", null, `${task.label}. ${task.title}`),
    h("p", null, statusTag(task.status), " ", h("strong", null, percent(task.percentComplete)), !isOpen && [" ", tag("grey", names.plan[task.plan.status])]),
    h("section", { "aria-labelledby": "text-heading" }, h("h2", { id: "text-heading" }, t("Nội dung", "Text")), h("blockquote", null, paragraphs(task.content)),
      h("dl", { class: "facts" },
        item(t("Chủ trì", "Lead"), task.leadAgency?.name ?? t("Chưa giao", "None")),
        item(t("Cùng chủ trì", "Co-leads"), bodies(task.coLeads)),
        item(t("Phối hợp", "Coordination"), [bodies(task.coordinators), task.openCoordinationPhrase].filter(Boolean).join("; ")),
        item(t("Sản phẩm", "Output"), task.expectedOutput),
        item(t("Văn bản viện dẫn", "Documents cited"), task.legalDocuments.map(each => [each.number, each.title].filter(Boolean).join(", ")).join("; ")),
        item(t("Hạng mục đầu tư", "Investment items"), task.investmentItems.map(each => each.name).join("; ")))),
    h("section", { "aria-labelledby": "deadlines-heading" }, h("h2", { id: "deadlines-heading" }, t("Thời hạn", "Deadlines")),
      task.deadlines.length === 0 ? h("p", { class: "note" }, t("Kế hoạch không nêu thời hạn.", "The plan states no deadline."))
        : table(t("Như văn bản nêu, và như đã gia hạn", "As stated in the plan, and with extensions"), [
          [t("Văn bản nêu", "The plan says"), row => [row.phrase, row.deliverable && h("span", { class: "lead" }, row.deliverable), row.performer && h("span", { class: "lead" }, row.performer.name)]],
          [t("Ngày", "Day"), row => [h("strong", null, day(row.dueOn)), row.originalDueOn !== row.dueOn && h("span", { class: "lead" }, t(`gia hạn từ ${day(row.originalDueOn)}`, `extended from ${day(row.originalDueOn)}`))]],
          [t("Tình trạng", "State"), row => [tag(...standing(row)), row.metOn && h("span", { class: "lead" }, t(`ngày ${day(row.metOn)}`, `on ${day(row.metOn)}`))]],
        ], task.deadlines)),
    overTime(task),
    h("section", { id: "reports", tabindex: "-1", "aria-labelledby": "reports-heading" }, h("h2", { id: "reports-heading" }, t("Báo cáo", "Reports"), " ", h("span", { class: "count" }, task.progressReports.totalCount)),
      can.report && act(t("Gửi báo cáo mới", "Send a new report"), reportForm(task, done)),
      task.progressReports.nodes.map(report => reportItem(report, done))),
    h("section", { id: "amendments", tabindex: "-1", "aria-labelledby": "amendments-heading" }, h("h2", { id: "amendments-heading" }, t("Gia hạn, điều chỉnh", "Extensions and other amendments"), " ", h("span", { class: "count" }, task.amendments.totalCount)),
      can.proposeAmendment && act(t("Đề xuất gia hạn hoặc điều chỉnh", "Propose an extension or another amendment"), await amendmentForm(task, done)),
      task.amendments.nodes.map(amendment => amendmentItem(amendment, done))),
    history(task),
  ].filter(Boolean));
}

const act = (summary, made) => {
  const details = h("details", { class: "act" }, h("summary", null, summary), made);
  // A draft is not to be overlooked.
  details.open = localStorage.getItem(`draft:${viewer.subject}:${made.id}`) !== null;
  return details;
};

function overTime(task) {
  const points = task.progressReports.nodes.filter(report => report.status === "ACCEPTED" && report.agency.code === task.leadAgency?.code)
    .sort((left, right) => left.reportedOn < right.reportedOn ? -1 : left.reportedOn > right.reportedOn ? 1 : left.reviewedAt < right.reviewedAt ? -1 : 1);
  if (points.length === 0) return null;
  return h("section", { "aria-labelledby": "time-heading" }, h("h2", { id: "time-heading" }, t("Tiến độ theo thời gian", "Progress over time")),
    h("p", { class: "note" }, t("Theo các báo cáo đã tiếp nhận của cơ quan chủ trì.", "By the accepted reports of the lead.")),
    line(points.map(report => ({ day: report.reportedOn, value: report.percentComplete, label: names.status[report.taskStatus] })), task.deadlines.map(each => each.dueOn)));
}

function reportForm(task, done) {
  const open = task.deadlines.filter(deadline => deadline.metOn === null);
  return form({
    id: "report-form", heading: t("Báo cáo tiến độ", "Progress report"),
    fields: [
      { name: "taskStatus", label: t("Tình trạng", "State"), kind: "select", required: true, value: task.status === "NOT_STARTED" ? "IN_PROGRESS" : task.status, options: ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "SUSPENDED"].map(each => [each, names.status[each]]) },
      { name: "percentComplete", label: t("Tỷ lệ hoàn thành (%)", "Percent complete"), kind: "number", required: true, value: task.percentComplete, attributes: { min: 0, max: 100, step: 1, inputmode: "numeric" }, hint: t("Hoàn thành là 100, chưa thực hiện là 0.", "100 for completed, 0 for not started.") },
      { name: "reportedOn", label: t("Tính đến ngày", "As of"), kind: "date", required: true, value: today(), attributes: { max: today() } },
      { name: "summary", label: t("Kết quả thực hiện", "What was done"), kind: "textarea", required: true },
      { name: "obstacles", label: t("Khó khăn, vướng mắc", "Obstacles"), kind: "textarea" },
      { name: "proposals", label: t("Kiến nghị", "Requests"), kind: "textarea" },
      open.length > 0 && { name: "metDeadlineIds", label: t("Thời hạn đã hoàn thành", "Deadlines met"), kind: "checks", options: open.map(each => [each.id, `${day(each.dueOn)}: ${each.deliverable ?? each.phrase}`]),
        hint: t("Khi báo cáo hoàn thành, mọi thời hạn còn lại đều được tính là đã hoàn thành.", "If you report the task as completed, all open deadlines count as met.") },
      { name: "evidence", label: t("Tài liệu minh chứng", "Evidence"), kind: "evidence" },
    ].filter(Boolean),
    submits: [{ label: t("Gửi báo cáo", "Send the report"), mutation: "SubmitReport", field: "submitProgressReport", input: values => ({ taskId: task.id, ...values, metDeadlineIds: values.metDeadlineIds ?? [] }) }],
    onDone: () => done(t("Đã gửi báo cáo.", "The report is sent.")),
  });
}

async function amendmentForm(task, done) {
  const kinds = ["EXTEND_DEADLINE", "CHANGE_CONTENT", "CHANGE_LEAD_AGENCY", "ADD_COORDINATOR", "CANCEL_TASK"].filter(kind => kind !== "EXTEND_DEADLINE" || task.deadlines.length > 0);
  const agencies = (await all("Agencies", {})).map(agency => [agency.id, agency.name]);
  const is = (...wanted) => values => wanted.includes(values.kind);
  return form({
    id: "amendment-form", heading: t("Đề xuất", "Proposal"),
    fields: [
      { name: "kind", label: t("Loại", "Kind"), kind: "select", required: true, options: kinds.map(kind => [kind, names.amendmentKind[kind]]) },
      { name: "deadlineId", label: t("Thời hạn", "Deadline"), kind: "select", required: true, typenames: ["DeadlineNotFoundError"], options: task.deadlines.map(each => [each.id, `${day(each.dueOn)}: ${each.deliverable ?? each.phrase}`]), when: is("EXTEND_DEADLINE") },
      { name: "proposedDueOn", label: t("Đề nghị gia hạn đến", "Extend to"), kind: "date", required: true, when: is("EXTEND_DEADLINE") },
      { name: "proposedContent", label: t("Nội dung mới", "New text"), kind: "textarea", required: true, value: task.content, when: is("CHANGE_CONTENT") },
      { name: "proposedAgencyId", label: t("Cơ quan", "Agency"), kind: "select", required: true, typenames: ["AgencyNotFoundError"], options: [["", "–"], ...agencies], when: is("CHANGE_LEAD_AGENCY", "ADD_COORDINATOR") },
      { name: "reason", label: t("Lý do", "Reason"), kind: "textarea", required: true },
    ],
    submits: [{ label: t("Gửi đề xuất", "Send the proposal"), mutation: "ProposeAmendment", field: "proposeAmendment", input: values => ({ taskId: task.id, ...values }) }],
    onDone: () => done(t("Đã gửi đề xuất.", "The proposal is sent.")),
  });
}

function reportItem(report, done) {
  const can = report.viewerCan;
  const onConflict = async () => {
    const { node } = await ask("ReportNow", { id: report.id, mayReadNotes: mayReadNotes() });
    return node && { version: node.version, text: t(`Báo cáo nay ở tình trạng “${names.report[node.status]}”. `, `The report is now “${names.report[node.status]}”. `) + (node.reviewNote ?? "") };
  };
  return h("article", { class: "entry", "aria-label": t(`Báo cáo của ${report.agency.name} ngày ${day(report.reportedOn)}`, `Report of ${report.agency.name} of ${day(report.reportedOn)}`) },
    h("p", null, h("strong", null, report.agency.name), ", ", day(report.reportedOn), " ", tag({ ACCEPTED: "green", RETURNED: "red", SUBMITTED: "blue" }[report.status] ?? "grey", names.report[report.status])),
    h("p", null, statusTag(report.taskStatus), " ", percent(report.percentComplete)),
    paragraphs(report.summary),
    h("dl", { class: "facts" },
      item(t("Khó khăn, vướng mắc", "Obstacles"), report.obstacles),
      item(t("Kiến nghị", "Requests"), report.proposals),
      item(t("Thời hạn đã hoàn thành", "Deadlines met"), report.metDeadlines.map(each => each.phrase).join("; ")),
      report.evidence.length > 0 && item(t("Minh chứng", "Evidence"), h("ul", null, report.evidence.map(each => h("li", null, evidenceLink(each), each.documentNumber && `, ${each.documentNumber}`)))),
      item(t("Ý kiến khi xem xét", "Note of the review"), report.reviewNote)),
    h("p", { class: "note" }, t("Gửi ", "Sent "), time(report.submittedAt), report.reviewedAt && [t("; xem xét ", "; reviewed "), time(report.reviewedAt)]),
    (can.accept || can.sendBack) && act(t("Tiếp nhận hoặc trả lại", "Accept or return"), form({
      id: `review-${report.id}`, heading: t("Xem xét báo cáo", "Review"), version: report.version, onConflict,
      fields: [{ name: "note", label: t("Ý kiến", "Note"), kind: "textarea", hint: t("Bắt buộc khi trả lại.", "Required when you return the report.") }],
      submits: [
        can.accept && { label: t("Tiếp nhận", "Accept"), mutation: "AcceptReport", field: "acceptProgressReport", input: ({ note }) => ({ progressReportId: report.id, note }) },
        can.sendBack && { label: t("Trả lại", "Return"), mutation: "ReturnReport", field: "returnProgressReport", input: ({ note }) => ({ progressReportId: report.id, note: note ?? "" }) },
      ].filter(Boolean),
      onDone: ({ progressReport }) => done(progressReport.status === "ACCEPTED" ? t("Đã tiếp nhận báo cáo.", "The report is accepted.") : t("Đã trả lại báo cáo.", "The report is returned.")),
    })),
    can.withdraw && act(t("Rút báo cáo", "Withdraw the report"), form({
      id: `withdraw-${report.id}`, heading: t("Rút báo cáo này?", "Withdraw this report?"), version: report.version, onConflict, fields: [],
      submits: [{ label: t("Rút báo cáo", "Withdraw"), mutation: "WithdrawReport", field: "withdrawProgressReport", input: () => ({ progressReportId: report.id }) }],
      onDone: () => done(t("Đã rút báo cáo.", "The report is withdrawn.")),
    })));
}

// A URL of the API may be of any scheme: only those of the web become links.
const evidenceLink = ({ title, url }) => /^https?:/i.test(url) ? h("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, title, h("span", { class: "unseen" }, t(" (mở thẻ mới)", " (opens a new tab)"))) : `${title} (${url})`;

function amendmentItem(amendment, done) {
  const can = amendment.viewerCan;
  const state = amendment.status;
  const onConflict = async () => {
    const { node } = await ask("AmendmentNow", { id: amendment.id });
    return node && { version: node.version, text: t(`Đề xuất nay ở tình trạng “${names.amendment[node.status]}”. `, `The proposal is now “${names.amendment[node.status]}”. `) + (node.decision ?? node.opinion ?? "") };
  };
  return h("article", { class: "entry", "aria-label": t(`${names.amendmentKind[amendment.kind]}, ${amendment.agency.name}`, `${names.amendmentKind[amendment.kind]}, ${amendment.agency.name}`) },
    h("p", null, h("strong", null, names.amendmentKind[amendment.kind]), ", ", amendment.agency.name, " ", tag({ APPROVED: "green", REJECTED: "red", WITHDRAWN: "grey" }[state] ?? "blue", names.amendment[state])),
    paragraphs(amendment.reason),
    h("dl", { class: "facts" },
      item(t("Thời hạn", "Deadline"), amendment.deadline && [amendment.deadline.phrase, amendment.proposedDueOn && t(` → đến ${day(amendment.proposedDueOn)}`, ` → to ${day(amendment.proposedDueOn)}`)]),
      item(t("Nội dung mới", "New text"), amendment.proposedContent),
      item(t("Cơ quan", "Agency"), amendment.proposedAgency?.name),
      item(t("Ý kiến của cơ quan điều phối", "The coordinator's opinion"), amendment.opinion),
      item(t("Quyết định", "Decision"), amendment.decision && [amendment.decision, amendment.decisionNumber && ` (${amendment.decisionNumber})`])),
    h("p", { class: "note" }, t("Gửi ", "Sent "), time(amendment.proposedAt), amendment.decidedAt && [t("; quyết định ", "; decided "), time(amendment.decidedAt)]),
    can.review && act(t("Cho ý kiến", "Give an opinion"), form({
      id: `opinion-${amendment.id}`, heading: t("Ý kiến của cơ quan điều phối", "The coordinator's opinion"), version: amendment.version, onConflict,
      fields: [{ name: "opinion", label: t("Ý kiến", "Opinion"), kind: "textarea", required: true }],
      submits: [[t("Đề nghị chấp thuận", "Recommend"), true], [t("Đề nghị không chấp thuận", "Do not recommend"), false]].map(([label, recommend]) => (
        { label, mutation: "ReviewAmendment", field: "reviewAmendment", input: ({ opinion }) => ({ amendmentId: amendment.id, recommend, opinion }) })),
      onDone: () => done(t("Đã gửi ý kiến.", "The opinion is sent.")),
    })),
    can.decide && act(t("Quyết định", "Decide"), form({
      id: `decision-${amendment.id}`, heading: t("Quyết định", "Decision"), version: amendment.version, onConflict,
      fields: [{ name: "decision", label: t("Nội dung quyết định", "Decision"), kind: "textarea", required: true }, { name: "decisionNumber", label: t("Số văn bản", "Number of the document"), kind: "text" }],
      submits: [[t("Chấp thuận", "Approve"), true], [t("Không chấp thuận", "Reject"), false]].map(([label, approve]) => (
        { label, mutation: "DecideAmendment", field: "decideAmendment", input: values => ({ amendmentId: amendment.id, approve, ...values }) })),
      onDone: () => done(t("Đã quyết định.", "The decision is saved.")),
    })),
    can.withdraw && act(t("Rút đề xuất", "Withdraw the proposal"), form({
      id: `take-back-${amendment.id}`, heading: t("Rút đề xuất này?", "Withdraw this proposal?"), version: amendment.version, onConflict, fields: [],
      submits: [{ label: t("Rút đề xuất", "Withdraw"), mutation: "WithdrawAmendment", field: "withdrawAmendment", input: () => ({ amendmentId: amendment.id }) }],
      onDone: () => done(t("Đã rút đề xuất.", "The proposal is withdrawn.")),
    })));
}

const fieldNames = {
  status: t("tình trạng", "state"), percentComplete: t("tỷ lệ", "percent"), content: t("nội dung", "text"), title: t("tên", "title"), assignments: t("phân công", "assignments"), deadlines: t("thời hạn", "deadlines"),
  timeliness: t("tiến độ thời hạn", "timeliness"),
};
const kindNames = { CREATED: t("Tạo", "Created"), UPDATED: t("Thay đổi", "Changed"), DELETED: t("Xóa", "Deleted") };

// Asked for when somebody wants to see it.
function history(task) {
  const list = h("div", null);
  let isLoaded = false;
  return h("section", { "aria-label": t("Lịch sử", "History") }, h("details", {
    class: "screen", ontoggle: async event => {
      if (!event.target.open || isLoaded) return;
      isLoaded = true;
      try {
        const changes = (await all("TaskChanges", { task: task.id, mayReadActor: mayReadNotes() })).reverse();
        list.replaceChildren(table(t("Mới nhất trước", "Newest first"), [
          [t("Thời điểm", "When"), row => time(row.occurredAt)],
          [t("Nội dung thay đổi", "What"), row => [kindNames[row.kind], row.kind === "UPDATED" && row.changedFields.length > 0 && `: ${row.changedFields.map(each => fieldNames[each] ?? each).join(", ")}`]],
          [t("Người thực hiện", "Who"), row => [row.actor, row.agency?.name].filter(Boolean).join(", ") || "–"],
        ], changes));
      } catch (fault) {
        isLoaded = false;
        list.replaceChildren(h("p", { role: "alert" }, fault.message));
      }
    },
  }, h("summary", null, t("Lịch sử thay đổi", "History")), list));
}
