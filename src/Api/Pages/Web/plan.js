// The plan as of a day: figures, deadlines by quarter, progress by section and by agency, and the tasks behind them. Plan, day and filters stand in the address.
import { all, ask } from "./api.js";
import { say, whenChanged, attempt } from "./app.js";
import { bar, barOf } from "./charts.js";
import { day, find, h, percent, planAddress, quarterName, quarterOf, standing, t, table, taskAddress, today } from "./dom.js";

let plans = [];
let latest = null;
const choice = { code: null, asOf: null };

export async function show(code) {
  const parameters = new URLSearchParams(location.search);
  plans = await all("Plans", {}, "plans");
  choice.code = code ?? plans[0]?.code;
  choice.asOf = /^\d{4}-\d\d-\d\d$/.test(parameters.get("asOf") ?? "") ? parameters.get("asOf") : today();
  if (!choice.code) {
    find("content").replaceChildren(h("h1", null, t("Chưa có kế hoạch nào được ban hành.", "No plan has been issued yet.")));
    return;
  }
  frame();
  await draw();
  whenChanged(draw);
}

function frame() {
  find("content").replaceChildren(
    h("p", { id: "issuer" }), h("h1", { id: "title" }), h("p", { id: "number" }),
    h("form", { id: "choice", onsubmit: event => event.preventDefault() },
      h("p", { hidden: plans.length < 2 }, h("label", { for: "plan" }, t("Kế hoạch", "Plan")), " ",
        h("select", { id: "plan", onchange: event => location.assign(planAddress(event.target.value) + location.search) },
          plans.map(plan => h("option", { value: plan.code }, `${plan.year}: ${plan.title}`)))),
      h("p", null, h("label", { for: "day" }, t("Tính đến ngày", "As of")), " ",
        h("input", { id: "day", type: "date", required: true, value: choice.asOf, onchange: event => event.target.value && goTo({ asOf: event.target.value }) }), " ",
        h("button", { type: "button", id: "today", onclick: () => goTo({ asOf: today() }) }, t("Hôm nay", "Today")))),
    h("div", { id: "plan-view", hidden: true },
      h("section", { "aria-labelledby": "total-heading" }, h("h2", { id: "total-heading" }, t("Toàn kế hoạch", "The whole plan")), h("dl", { id: "total", class: "figures" }), h("div", { id: "total-bar" }),
        h("p", { class: "key", "aria-hidden": "true" }, [["done", t("Hoàn thành", "Completed")], ["late", t("Quá hạn", "Overdue")], ["soon", t("Sắp đến hạn", "Due soon")], ["rest", t("Còn lại", "Others")]].map(([kind, text]) => [h("span", { class: kind }, text), " "]))),
      h("section", { "aria-labelledby": "deadlines-heading" }, h("h2", { id: "deadlines-heading" }, t("Thời hạn theo quý", "Deadlines by quarter")),
        h("p", { class: "note" }, t("Quý có thời hạn bị quá đứng trước; trong mỗi quý, thời hạn quá lâu nhất đứng trước.", "Quarters with something overdue come first, and in each what is overdue longest.")), h("div", { id: "quarters" })),
      h("section", { "aria-labelledby": "sections-heading" }, h("h2", { id: "sections-heading" }, t("Tiến độ theo mục", "Progress by section")), h("div", { id: "sections" })),
      h("section", { "aria-labelledby": "agencies-heading" }, h("h2", { id: "agencies-heading" }, t("Tiến độ theo cơ quan chủ trì", "Progress by lead")), h("div", { id: "agencies" }))));
  if (find("plan")) find("plan").value = choice.code;
}

function goTo(change) {
  Object.assign(choice, change);
  find("day").value = choice.asOf;
  const address = new URL(location.href);
  if (choice.asOf === today()) address.searchParams.delete("asOf");
  else address.searchParams.set("asOf", choice.asOf);
  history.replaceState(null, "", address);
  attempt(draw);
}

async function draw() {
  // Only the newest question's answer is shown, whichever comes first.
  latest?.abort();
  latest = new AbortController();
  const { signal } = latest;
  const { code, asOf } = choice;
  say(t("Đang tải…", "Loading…"));
  const [{ planByCode: plan }, deadlines] = await Promise.all([ask("Plan", { code, asOf }, signal), all("Deadlines", { code, asOf }, "deadlines", signal)]);
  say("");
  if (!plan) {
    find("content").replaceChildren(h("h1", null, t("Không có kế hoạch này", "No such plan")));
    return;
  }
  document.title = find("title").textContent = plan.title;
  find("issuer").textContent = plan.issuer.name;
  find("number").textContent = [plan.documentNumber && t(`Số ${plan.documentNumber}`, `No. ${plan.documentNumber}`), plan.issuedOn && t(`ngày ${day(plan.issuedOn)}`, day(plan.issuedOn))].filter(Boolean).join(", ");
  find("number").hidden = find("number").textContent === "";
  const [total] = plan.total;
  find("total").replaceChildren(...[["", t("Nhiệm vụ", "Tasks"), total.total], ["done", t("Hoàn thành", "Completed"), total.completed], ["", t("Đang thực hiện", "In progress"), total.inProgress],
    ["soon", t("Sắp đến hạn", "Due soon"), total.dueSoon], ["late", t("Quá hạn", "Overdue"), total.overdue], ["", t("Tiến độ chung", "Progress"), percent(total.averagePercentComplete)]]
    .map(([kind, label, value]) => h("div", { class: kind }, h("dt", null, label), h("dd", null, String(value)))));
  find("total-bar").replaceChildren(barOf(total));
  // On a phone an open block would push everything else out of sight.
  const isWide = matchMedia("(min-width: 44rem)").matches;
  const opened = new Set([...document.querySelectorAll("#quarters details[open]")].map(block => block.dataset.quarter));
  const blocks = quarters(deadlines).map(([quarter, list], index) => quarterBlock(quarter, list, opened.size > 0 ? opened.has(quarter) : isWide && index === 0));
  find("quarters").replaceChildren(...blocks.length ? blocks : [h("p", null, t("Không có thời hạn nào.", "No deadlines."))]);
  find("sections").replaceChildren(progress(t("Theo thứ tự của kế hoạch", "In the plan's order"), t("Mục", "Section"), plan.bySection, row => `${row.section.label}. ${row.section.heading}`));
  find("agencies").replaceChildren(progress(t("Mỗi nhiệm vụ tính cho cơ quan chủ trì", "Each task counts for its lead"), t("Cơ quan", "Agency"), plan.byAgency, row => row.agency?.name ?? t("Chưa giao chủ trì", "Without a lead")));
  find("plan-view").hidden = false;
}

const progress = (caption, heading, rows, nameOf) => table(caption, [
  [heading, nameOf],
  [t("Nhiệm vụ", "Tasks"), row => String(row.total), { number: true }],
  [t("Hoàn thành", "Completed"), row => String(row.completed), { number: true }],
  [t("Đang thực hiện", "In progress"), row => String(row.inProgress), { number: true }],
  [t("Quá hạn", "Overdue"), row => String(row.overdue), { number: true, red: row => row.overdue > 0 }],
  [t("Tiến độ", "Progress"), row => percent(row.averagePercentComplete), { number: true }],
  [t("Trên tổng số", "Of all"), barOf, { class: "of-total" }],
], rows);

function quarterBlock(quarter, deadlines, isOpen) {
  const count = (...kinds) => deadlines.filter(deadline => kinds.includes(deadline.timeliness)).length;
  const [late, soon, done] = [count("OVERDUE"), count("DUE_SOON"), count("COMPLETED_ON_TIME", "COMPLETED_LATE")];
  const counts = h("span", { class: "counts" }, t(`${deadlines.length} thời hạn`, `${deadlines.length} deadlines`));
  if (late > 0) counts.append(" · ", h("span", { class: "red" }, t(`${late} quá hạn`, `${late} overdue`)));
  return h("details", { class: "quarter", "data-quarter": quarter, open: isOpen },
    h("summary", null, h("strong", null, quarterName(quarter)), bar([["done", done], ["late", late], ["soon", soon], ["rest", deadlines.length - done - late - soon]]), counts),
    h("ul", null, deadlines.map(deadline => {
      const [kind, text] = standing(deadline);
      return h("li", null,
        h("div", { class: "when" }, h("strong", null, day(deadline.dueOn)), h("span", { class: kind }, text)),
        h("div", null, h("a", { href: taskAddress(deadline.task) }, `${deadline.task.label}. ${deadline.deliverable ?? deadline.task.title}`),
          h("span", { class: "lead" }, (deadline.performer ?? deadline.task.leadAgency)?.name ?? t("Chưa giao chủ trì", "Without a lead"))));
    })));
}

// They come in the order of their days; Map and sort keep it.
function quarters(deadlines) {
  const isLate = deadline => deadline.timeliness === "OVERDUE";
  const byQuarter = new Map();
  for (const deadline of deadlines) {
    const quarter = quarterOf(deadline.dueOn);
    byQuarter.set(quarter, [...byQuarter.get(quarter) ?? [], deadline]);
  }
  return [...byQuarter]
    .map(([quarter, list]) => [quarter, list.sort((left, right) => isLate(right) - isLate(left))])
    .sort(([, left], [, right]) => right.some(isLate) - left.some(isLate));
}
