// What waits for the person: for an agency its deadlines, returned reports and open proposals; for the coordinator what is to be looked at; for the
// approver what is to be decided.
import { ask } from "./api.js";
import { calendarOf } from "./calendar.js";
import { has, latestReturned, say, viewer, whenChanged } from "./app.js";
import { at, day, find, h, names, percent, standing, statusTag, t, table, tag, taskAddress, time } from "./dom.js";

const taskLink = (task, anchor = "") => h("a", { href: taskAddress(task) + anchor }, `${task.label}. ${task.title}`);

const amendmentColumns = withAgency => [
  [t("Nhiệm vụ", "Task"), row => taskLink(row.task, "#amendments")],
  withAgency && [t("Cơ quan", "Agency"), row => row.agency.name],
  [t("Đề xuất", "Proposal"), row => [names.amendmentKind[row.kind], row.proposedDueOn && t(` đến ${day(row.proposedDueOn)}`, ` to ${day(row.proposedDueOn)}`)]],
  [t("Lý do", "Reason"), row => row.reason],
  [t("Tình trạng", "State"), row => names.amendment[row.status]],
  [t("Gửi lúc", "Sent"), row => time(row.proposedAt)],
].filter(Boolean);

const reportColumns = withAgency => [
  [t("Nhiệm vụ", "Task"), row => taskLink(row.task, "#reports")],
  withAgency && [t("Cơ quan", "Agency"), row => row.agency.name],
  [t("Ngày báo cáo", "Reported on"), row => day(row.reportedOn)],
  [t("Tình trạng nhiệm vụ", "State of the task"), row => [names.status[row.taskStatus], ", ", percent(row.percentComplete)]],
  [t("Gửi lúc", "Sent"), row => time(row.submittedAt)],
].filter(Boolean);

function section(id, heading, connection, columns, rows = connection?.nodes) {
  if (!connection) return null;
  const total = connection.totalCount ?? rows.length;
  return h("section", { "aria-labelledby": id },
    h("h2", { id }, heading, " ", h("span", { class: "count" }, total)),
    rows.length === 0 ? h("p", { class: "note" }, t("Không có việc nào.", "Nothing to do."))
      : table(rows.length < total ? t(`${rows.length} dòng đầu trong ${total}`, `The first ${rows.length} of ${total}`) : heading, columns, rows, rows.length < total));
}

// Kept over drawing: somebody may be copying an address.
let calendar = null;

async function draw() {
  const found = await ask("MyWork", { agency: viewer.agency?.code ?? "", isAgency: has("AGENCY") && viewer.agency !== null, isCoordinator: has("COORDINATOR"), isApprover: has("APPROVER") });
  document.title = t("Việc của tôi", "My work");
  const returned = latestReturned(found.returned);
  // Where somebody stands in the page stays where it is.
  const active = document.activeElement;
  const focused = active?.closest?.("#content a")?.href;
  if (has("AGENCY") && viewer.agency) calendar ??= calendarOf({ agency: viewer.agency.code });
  find("content").replaceChildren(
    h("h1", null, t("Việc của tôi", "My work")),
    ...[
      has("AGENCY") && viewer.agency === null && h("p", { class: "note" }, t("Tài khoản chưa được gắn với cơ quan nào trong danh mục. Hãy liên hệ người quản trị hệ thống.", "Your account is not assigned to an agency in the register. Ask the administrator of the system.")),
      section("reports-heading", t("Báo cáo chờ tiếp nhận", "Reports waiting for review"), found.reports, reportColumns(true)),
      section("amendments-heading", t("Đề xuất chờ ý kiến", "Proposals waiting for an opinion"), found.amendments, amendmentColumns(true)),
      section("decisions-heading", t("Đề xuất chờ quyết định", "Proposals waiting for a decision"), found.decisions, amendmentColumns(true)),
      has("COORDINATOR", "APPROVER") && section("drafts-heading", has("APPROVER") ? t("Kế hoạch chờ ban hành", "Plans to publish") : t("Dự thảo", "Drafts"), found.drafts, [
        [t("Kế hoạch", "Plan"), row => h("a", { href: at(`drafts/${encodeURIComponent(row.code)}`) }, `${row.code}: ${row.title}`)], [t("Năm", "Year"), row => row.year], [t("Sửa lúc", "Changed"), row => time(row.updatedAt)]]),
      section("due-heading", t("Quá hạn và sắp đến hạn", "Overdue and due soon"), found.due, [
        [t("Nhiệm vụ", "Task"), row => [taskLink(row.task), row.deliverable && h("span", { class: "lead" }, row.deliverable)]],
        [t("Thời hạn", "Deadline"), row => [h("strong", null, day(row.dueOn)), " ", tag(...standing(row))]],
        [t("Tình trạng", "State"), row => [statusTag(row.task.status), " ", percent(row.task.percentComplete)]],
        [t("Việc cần làm", "To do"), row => h("a", { href: taskAddress(row.task) + "#report-form", "aria-label": t(`Báo cáo về ${row.task.label}`, `Report on ${row.task.label}`) }, t("Báo cáo", "Report"))],
      ]),
      found.returned && section("returned-heading", t("Báo cáo bị trả lại", "Returned reports"), { nodes: returned }, [
        [t("Nhiệm vụ", "Task"), row => taskLink(row.task, "#reports")], [t("Ngày báo cáo", "Reported on"), row => day(row.reportedOn)],
        [t("Ý kiến của cơ quan điều phối", "The coordinator's note"), row => row.reviewNote]]),
      section("proposals-heading", t("Đề xuất của cơ quan", "Proposals of the agency"), found.proposals, amendmentColumns(false)),
      section("waiting-heading", t("Báo cáo đã gửi, chờ tiếp nhận", "Reports sent, waiting for review"), found.waiting, reportColumns(false)),
      section("mine-heading", t("Nhiệm vụ của cơ quan", "Tasks of the agency"), found.mine, [
        [t("Nhiệm vụ", "Task"), row => taskLink(row)],
        [t("Vai trò", "Role"), row => row.leadAgency?.code === viewer.agency.code ? t("Chủ trì", "Lead")
          : row.coLeads.some(agency => agency.code === viewer.agency.code) ? t("Cùng chủ trì", "Co-lead") : t("Phối hợp", "Coordination")],
        [t("Tình trạng", "State"), row => [statusTag(row.status), " ", percent(row.percentComplete)]],
        [t("Thời hạn tới", "Next deadline"), row => row.nextDeadline ? [day(row.nextDeadline.dueOn), " ", tag(...standing(row.nextDeadline))] : "–"],
      ]),
      calendar,
      !has("AGENCY", "COORDINATOR", "APPROVER") && h("p", null, t("Tài khoản này chỉ có quyền xem. ", "Your account may only read. "), h("a", { href: at(".") }, t("Đến kế hoạch", "To the plan"))),
    ].filter(Boolean));
  if (calendar?.contains(active)) active.focus();
  else if (focused) [...find("content").querySelectorAll("a")].find(link => link.href === focused)?.focus();
}

export async function show() {
  await draw();
  whenChanged(async () => {
    await draw();
    say("");
  });
}
