// The plan as of a day: figures, deadlines by quarter, progress by section and by agency, and the tasks behind each of them. Plan, day and filters stand in the address.
import { all, ask, download, textOf } from "./api.js";
import { attempt, noPlan, say, whenChanged } from "./app.js";
import { calendarOf } from "./calendar.js";
import { bar, barOf, burnUp } from "./charts.js";
import { asOfField } from "./dates.js";
import { at, day, dayInWords, find, h, names, number, percent, planAddress, quarterName, quarterOf, standing, statusTag, t, table, tag, taskAddress, today } from "./dom.js";

const filterNames = ["q", "agency", "section", "status", "timeliness", "quarter"];
const timelinessNames = {
  OVERDUE: t("Quá hạn", "Overdue"), DUE_SOON: t("Sắp đến hạn", "Due soon"), NOT_DUE: t("Chưa đến hạn", "Not due"), NO_DEADLINE: t("Không có thời hạn", "Without a deadline"),
  COMPLETED_ON_TIME: t("Hoàn thành đúng hạn", "Completed in time"), COMPLETED_LATE: t("Hoàn thành trễ hạn", "Completed late"),
};
const withoutLead = t("Chưa giao chủ trì", "Without a lead");

let latest = null;
let latestTasks = null;
let shown = null;
let dayField = null;
const choice = { code: null, asOf: null, filters: {} };

export async function show(code) {
  // An address that names the plan needs no list of plans to begin.
  const plans = all("Plans", {});
  plans.catch(() => {});
  choice.code = code ?? (await plans)[0]?.code;
  readAddress();
  if (!choice.code) {
    find("content").replaceChildren(h("h1", null, t("Chưa có kế hoạch nào được ban hành.", "No plan has been issued yet.")));
    return;
  }
  frame();
  await Promise.all([plans.then(drawPlans), draw()]);
  if (filterNames.some(name => choice.filters[name])) find("tasks")?.scrollIntoView();
  whenChanged(async () => {
    if (!find("plan-view")?.contains(document.activeElement)) {
      await draw();
      return;
    }
    // What somebody reads link by link stays where it is.
    find("fresh")?.remove();
    find("plan-view").before(h("p", { id: "fresh", class: "notice", role: "status" }, t("Số liệu vừa có thay đổi. ", "The data have just changed. "), h("button", { type: "button", onclick: () => attempt(draw) }, t("Cập nhật", "Update"))));
  });
}

function readAddress() {
  const parameters = new URLSearchParams(location.search);
  choice.asOf = /^\d{4}-\d\d-\d\d$/.test(parameters.get("asOf") ?? "") ? parameters.get("asOf") : today();
  choice.filters = Object.fromEntries(filterNames.map(name => [name, parameters.get(name) ?? ""]));
}

function frame() {
  const button = (text, action) => h("button", { type: "button", onclick: action }, text);
  dayField = asOfField(choice.asOf, asOf => goTo({ asOf }), h("button", { type: "button", id: "today", onclick: () => goTo({ asOf: today() }) }, t("Hôm nay", "Today")));
  find("content").replaceChildren(
    h("p", { id: "issuer" }), h("h1", { id: "title" }), h("p", { id: "number" }),
    h("form", { id: "choice", onsubmit: event => event.preventDefault() },
      h("p", { id: "plan-choice", hidden: true }, h("label", { for: "plan" }, t("Kế hoạch", "Plan")), " ", h("select", { id: "plan", onchange: event => location.assign(planAddress(event.target.value)) })),
      dayField.element),
    h("div", { id: "plan-view", hidden: true },
      // On paper too, where the field is not; and with the values, so that they never stand below another day.
      h("p", { id: "as-of", class: "note" }),
      h("div", { class: "tools screen" }, h("a", { class: "button", id: "report-link" }, t("Báo cáo", "Report")), ...tools(button)),
      h("section", { "aria-labelledby": "total-heading" }, h("h2", { id: "total-heading" }, t("Toàn kế hoạch", "The whole plan")), h("dl", { id: "total", class: "figures" }), h("div", { id: "total-bar" }),
        h("p", { class: "key", "aria-hidden": "true" }, [["done", t("Hoàn thành", "Completed")], ["late", t("Quá hạn", "Overdue")], ["soon", t("Sắp đến hạn", "Due soon")], ["rest", t("Còn lại", "Others")]].map(([kind, text]) => [h("span", { class: kind }, text), " "])),
        h("p", { id: "trend" })),
      h("section", { "aria-labelledby": "deadlines-heading" }, h("h2", { id: "deadlines-heading" }, t("Thời hạn theo quý", "Deadlines by quarter")),
        h("p", { class: "note" }, t("Quý có nhiệm vụ quá hạn xếp trước; trong mỗi quý, thời hạn quá hạn lâu nhất xếp trước.", "Quarters with overdue deadlines come first; in each quarter, those overdue longest come first.")), h("div", { id: "quarters" })),
      h("section", { "aria-labelledby": "burn-heading" }, h("h2", { id: "burn-heading" }, t("Thực hiện so với thời hạn của kế hoạch", "Deadlines met, compared with the plan")), h("div", { id: "burn" })),
      h("section", { "aria-labelledby": "sections-heading" }, h("h2", { id: "sections-heading" }, t("Tiến độ theo mục", "Progress by section")), h("div", { id: "sections" })),
      h("section", { "aria-labelledby": "agencies-heading" }, h("h2", { id: "agencies-heading" }, t("Tiến độ theo cơ quan chủ trì", "Progress by lead")),
        h("p", { class: "screen" }, h("label", { for: "rank" }, t("Xếp theo", "Order by")), " ", h("select", { id: "rank", onchange: () => attempt(draw) },
          [["name", t("tên cơ quan", "name")], ["overdue", t("số quá hạn", "overdue")], ["progress", t("tiến độ", "progress")]].map(([value, text]) => h("option", { value }, text)))), h("div", { id: "agencies" })),
      h("section", { "aria-labelledby": "heat-heading" }, h("h2", { id: "heat-heading" }, t("Cơ quan và quý", "Agencies and quarters")), h("div", { id: "heat" })),
      h("section", { id: "tasks", "aria-labelledby": "tasks-heading" }, h("h2", { id: "tasks-heading" }, t("Nhiệm vụ", "Tasks"), " ", h("span", { class: "count", id: "tasks-count" })),
        h("form", { class: "filters screen", role: "search", id: "filters", onsubmit: event => event.preventDefault() }), h("div", { id: "tasks-list" }))));
}

function drawPlans(plans) {
  if (!find("plan")) return;
  find("plan").replaceChildren(...plans.map(plan => h("option", { value: plan.code }, `${plan.year}: ${plan.title}`)));
  find("plan").value = choice.code;
  find("plan-choice").hidden = plans.length < 2;
}

function* tools(button) {
  yield button(t("In", "Print"), () => print());
  for (const [name, format] of [["Excel", "xlsx"], ["CSV", "csv"]]) {
    yield button(name, () => attempt(async () => {
      await download(`api/v1/plans/${encodeURIComponent(choice.code)}/tasks.${format}?asOf=${choice.asOf}`, `${choice.code}-${choice.asOf}.${format}`);
      say(t(`Đã tải tệp ${name}.`, `The ${name} file is downloaded.`), "green");
    }));
  }
  yield button(t("Sao chép liên kết", "Copy the link"), async () => {
    try {
      await navigator.clipboard.writeText(address());
      say(t("Đã sao chép liên kết đến nội dung đang xem.", "The link to this view is copied."), "green");
    } catch {
      say(address());
    }
  });
  yield h("details", { class: "screen", id: "by-graphql" }, h("summary", null, t("Truy vấn bằng GraphQL", "Query with GraphQL")));
  yield calendarOf({ plan: choice.code });
}

function goTo(change) {
  Object.assign(choice, change);
  dayField?.set(choice.asOf);
  history.replaceState(null, "", address());
  attempt(draw);
}

// What is shown, as an address; `more` changes filters.
function address(more = {}, hash = "") {
  const result = new URL(location.href);
  const set = (name, value) => value ? result.searchParams.set(name, value) : result.searchParams.delete(name);
  set("asOf", choice.asOf === today() ? "" : choice.asOf);
  for (const name of filterNames) set(name, more[name] ?? choice.filters[name]);
  result.searchParams.delete("sign-in");
  result.hash = hash;
  return result.href;
}

// To the tasks behind a figure.
const behind = (text, filters, label) => h("a", {
  href: address({ ...Object.fromEntries(filterNames.map(name => [name, ""])), ...filters }, "tasks"), "aria-label": label, onclick: event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choice.filters = { ...Object.fromEntries(filterNames.map(name => [name, ""])), ...filters };
    history.pushState(null, "", address({}, "tasks"));
    attempt(async () => {
      await drawTasks();
      find("tasks-heading").setAttribute("tabindex", "-1");
      find("tasks-heading").focus();
      find("tasks").scrollIntoView();
    });
  },
}, text);

// Back and forth. A step within the page, as by the link to the content, changes nothing.
addEventListener("popstate", () => {
  const before = JSON.stringify(choice);
  readAddress();
  if (JSON.stringify(choice) === before) return;
  dayField?.set(choice.asOf);
  document.activeElement?.blur();
  attempt(draw);
});

async function draw() {
  // Only the newest question's answer is shown, whichever comes first.
  latest?.abort();
  latest = new AbortController();
  const { signal } = latest;
  const wanted = `${choice.code} ${choice.asOf}`;
  try {
    await drawPlan(signal);
    if (!signal.aborted) shown = wanted;
  } catch (fault) {
    if (fault.name !== "AbortError" && shown !== wanted && find("plan-view")) find("plan-view").hidden = true;
    throw fault;
  }
}

async function drawPlan(signal) {
  const { code, asOf } = choice;
  find("fresh")?.remove();
  say(t("Đang tải…", "Loading…"));
  const before = monthBefore(asOf);
  const variables = { code, asOf, before };
  const asked = all("Deadlines", { code, asOf }, signal);
  asked.catch(() => {});
  const { planByCode: plan } = await ask("Plan", variables, signal);
  if (!plan) {
    say("");
    noPlan();
    return;
  }
  shown = null;
  document.title = find("title").textContent = plan.title;
  find("as-of").textContent = t(`Số liệu đến hết ${dayInWords(asOf)}.`, `As of the end of ${dayInWords(asOf)}.`);
  find("issuer").textContent = plan.issuer.name;
  find("number").textContent = [plan.documentNumber && t(`Số ${plan.documentNumber}`, `No. ${plan.documentNumber}`), plan.issuedOn && t(`ngày ${day(plan.issuedOn)}`, day(plan.issuedOn))].filter(Boolean).join(", ");
  find("number").hidden = find("number").textContent === "";
  find("report-link").href = planAddress(code, `/report?asOf=${asOf}`);
  drawFigures(plan, before);
  const ranks = { name: () => 0, overdue: (left, right) => right.overdue - left.overdue, progress: (left, right) => right.averagePercentComplete - left.averagePercentComplete };
  find("sections").replaceChildren(progress(t("Theo thứ tự của kế hoạch", "In the plan's order"), t("Mục", "Section"), plan.bySection,
    row => behind(`${row.section.label}. ${row.section.heading}`, { section: row.section.label })));
  find("agencies").replaceChildren(progress(t("Mỗi nhiệm vụ được tính cho cơ quan chủ trì", "Each task counts for its lead"), t("Cơ quan", "Agency"), [...plan.byAgency].sort(ranks[find("rank").value]),
    row => row.agency ? behind(row.agency.name, { agency: row.agency.code }) : withoutLead));
  find("heat").replaceChildren(heat(plan));
  drawFilters(plan);
  byGraphQL(variables);
  find("plan-view").hidden = false;
  const [deadlines] = await Promise.all([asked, drawTasks()]);
  if (signal.aborted) return;
  drawQuarters(deadlines);
  find("burn").replaceChildren(deadlines.length > 0 ? burnUp(deadlines, asOf) : h("p", null, t("Không có thời hạn nào.", "No deadlines.")));
  say("");
}

function monthBefore(text) {
  const [year, month, date] = text.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 2, Math.min(date, last))).toISOString().slice(0, 10);
}

function drawFigures(plan, before) {
  const [total] = plan.total;
  const [then] = plan.before;
  const figures = [["", t("Nhiệm vụ", "Tasks"), total.total, {}], ["done", t("Hoàn thành", "Completed"), total.completed, { status: "COMPLETED" }], ["", t("Đang thực hiện", "In progress"), total.inProgress, { status: "IN_PROGRESS" }],
    ["soon", t("Sắp đến hạn", "Due soon"), total.dueSoon, { timeliness: "DUE_SOON" }], ["late", t("Quá hạn", "Overdue"), total.overdue, { timeliness: "OVERDUE" }]];
  find("total").replaceChildren(...figures.map(([kind, label, value, filters]) => h("div", { class: kind }, h("dt", null, label), h("dd", null, behind(number(value), filters, `${label}: ${number(value)}`)))),
    h("div", null, h("dt", null, t("Tiến độ chung", "Progress")), h("dd", null, percent(total.averagePercentComplete))));
  find("total-bar").replaceChildren(barOf(total));
  const change = (now, past) => `${now - past >= 0 ? "+" : "−"}${number(Math.abs(Math.round(now - past)))}`;
  find("trend").textContent = t(
    `So với một tháng trước (${day(before)}): hoàn thành ${change(total.completed, then.completed)}, quá hạn ${change(total.overdue, then.overdue)}, tiến độ chung ${change(total.averagePercentComplete, then.averagePercentComplete)} điểm phần trăm.`,
    `Since a month before (${day(before)}): completed ${change(total.completed, then.completed)}, overdue ${change(total.overdue, then.overdue)}, progress ${change(total.averagePercentComplete, then.averagePercentComplete)} points.`);
}

const progress = (caption, heading, rows, nameOf) => table(caption, [
  [heading, nameOf],
  [t("Nhiệm vụ", "Tasks"), row => number(row.total), { number: true }],
  [t("Hoàn thành", "Completed"), row => number(row.completed), { number: true }],
  [t("Đang thực hiện", "In progress"), row => number(row.inProgress), { number: true }],
  [t("Quá hạn", "Overdue"), row => number(row.overdue), { number: true, red: row => row.overdue > 0 }],
  [t("Tiến độ", "Progress"), row => percent(row.averagePercentComplete), { number: true }],
  [t("Trên tổng số", "Of all"), barOf, { class: "of-total" }],
], rows);

// Agencies down, quarters across: how many tasks are due, how many of them are overdue.
function heat(plan) {
  const cells = plan.byQuarter.filter(cell => cell.dueQuarter);
  const quarters = [...new Set(cells.map(cell => cell.dueQuarter))].sort();
  const rows = plan.byAgency.filter(row => cells.some(cell => cell.agency?.code === row.agency?.code));
  if (rows.length === 0) return h("p", null, t("Không có thời hạn nào.", "No deadlines."));
  const caption = t("Số nhiệm vụ đến hạn; trong ngoặc là số quá hạn", "Tasks due; in brackets those that are overdue");
  return h("div", null, h("p", { class: "note", "aria-hidden": "true" }, caption), h("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "heat-heading" }, h("table", { class: "heat" }, h("caption", { class: "unseen" }, caption),
    h("thead", null, h("tr", null, h("th", { scope: "col" }, t("Cơ quan", "Agency")), quarters.map(quarter => h("th", { scope: "col" }, quarterName(quarter))))),
    h("tbody", null, rows.map(row => h("tr", null, h("th", { scope: "row" }, row.agency?.name ?? withoutLead), quarters.map(quarter => {
      const cell = cells.find(each => each.agency?.code === row.agency?.code && each.dueQuarter === quarter);
      if (!cell) return h("td", null, "–");
      const text = cell.overdue > 0 ? `${number(cell.total)} (${number(cell.overdue)})` : number(cell.total);
      return h("td", { class: cell.overdue > 0 ? "late" : "some" }, row.agency ? behind(text, { agency: row.agency.code, quarter }, `${row.agency.name}, ${quarterName(quarter)}: ${text}`) : text);
    })))))));
}

function drawFilters(plan) {
  if (find("filters").contains(document.activeElement)) return;
  const quarters = [...new Set(plan.byQuarter.map(cell => cell.dueQuarter).filter(Boolean))].sort();
  const select = (name, text, options) => h("div", null, h("label", { for: `filter-${name}` }, text), h("select", { id: `filter-${name}`, name }, h("option", { value: "" }, t("tất cả", "all")), options.map(([value, label]) => h("option", { value }, label))));
  find("filters").replaceChildren(
    h("div", null, h("label", { for: "filter-q" }, t("Tìm", "Search")), h("input", { id: "filter-q", name: "q", type: "search" })),
    select("agency", t("Cơ quan chủ trì", "Lead"), plan.byAgency.filter(row => row.agency).map(row => [row.agency.code, row.agency.name])),
    select("section", t("Mục", "Section"), plan.bySection.map(row => [row.section.label, `${row.section.label}. ${row.section.heading}`])),
    select("status", t("Tình trạng", "State"), Object.entries(names.status)),
    select("timeliness", t("Thời hạn", "Deadlines"), Object.entries(timelinessNames)),
    select("quarter", t("Đến hạn trong", "Due in"), quarters.map(quarter => [quarter, quarterName(quarter)])),
    h("button", { type: "reset" }, t("Bỏ lọc", "Clear")));
  setFilters();
  let timer = null;
  const apply = () => {
    for (const name of filterNames) choice.filters[name] = find(`filter-${name}`).value.trim();
    history.replaceState(null, "", address());
    attempt(drawTasks);
  };
  find("filters").oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 250);
  };
  find("filters").onreset = () => setTimeout(apply);
}

function setFilters() {
  for (const name of filterNames) {
    const control = find(`filter-${name}`);
    if (!control) continue;
    control.value = choice.filters[name];
    // An address may name what the plan does not have.
    if (control.value !== choice.filters[name]) choice.filters[name] = control.value = "";
  }
}

function whereOf({ agency, section, status, timeliness, quarter }) {
  const all = [{ plan: { code: { eq: choice.code } } }];
  if (agency) all.push({ leadAgency: { code: { eq: agency } } });
  if (section) all.push({ section: { label: { eq: section } } });
  if (status) all.push({ status: { eq: status } });
  if (timeliness) all.push({ timeliness: { eq: timeliness } });
  if (quarter) {
    const [year, number] = [Number(quarter.slice(0, 4)), Number(quarter.slice(-1))];
    const lastDay = new Date(Date.UTC(year, number * 3, 0)).toISOString().slice(0, 10);
    all.push({ deadlines: { some: { dueOn: { gte: `${lastDay.slice(0, 5)}${String(number * 3 - 2).padStart(2, "0")}-01`, lte: lastDay } } } });
  }
  return { and: all };
}

async function drawTasks() {
  latestTasks?.abort();
  latestTasks = new AbortController();
  const { signal } = latestTasks;
  if (!find("filters").contains(document.activeElement)) setFilters();
  const variables = { asOf: choice.asOf, search: choice.filters.q || null, where: whereOf(choice.filters) };
  const nodes = [];
  const more = async after => {
    const { tasks } = await ask("PlanTasks", { ...variables, after }, signal);
    nodes.push(...tasks.nodes);
    find("tasks-count").textContent = number(tasks.totalCount);
    find("tasks-list").replaceChildren(...nodes.length === 0 ? [h("p", { class: "note" }, t("Không có nhiệm vụ phù hợp.", "No matching tasks."))] : [taskTable(nodes)],
      ...tasks.pageInfo.hasNextPage ? [h("button", {
        type: "button", class: "screen", onclick: () => attempt(async () => {
          const seen = nodes.length;
          await more(tasks.pageInfo.endCursor);
          find("tasks-list").querySelectorAll("tbody a")[seen]?.focus();
        }),
      }, t("Xem thêm", "Show more"))] : []);
  };
  try {
    await more(null);
  } catch (fault) {
    if (fault.name !== "AbortError") {
      find("tasks-list").replaceChildren();
      find("tasks-count").textContent = "";
    }
    throw fault;
  }
}

const taskTable = nodes => table(t("Theo thứ tự của kế hoạch", "In the plan's order"), [
  [t("Nhiệm vụ", "Task"), row => h("a", { href: taskAddress(row) }, `${row.label}. ${row.title}`)],
  [t("Chủ trì", "Lead"), row => row.leadAgency?.name ?? withoutLead],
  [t("Tình trạng", "State"), row => [statusTag(row.status), " ", percent(row.percentComplete)]],
  [t("Thời hạn tới", "Next deadline"), row => row.nextDeadline ? [day(row.nextDeadline.dueOn), " ", tag(...standing(row.nextDeadline))] : "–"],
], nodes);

function byGraphQL(variables) {
  const text = textOf("Plan");
  const json = JSON.stringify(variables, null, 2);
  const copy = (label, content) => h("button", {
    type: "button", onclick: async event => {
      const { target } = event;
      try {
        await navigator.clipboard.writeText(content);
        target.textContent = t("Đã sao chép", "Copied");
      } catch {
        target.textContent = t("Trình duyệt không cho phép sao chép", "The browser does not allow copying");
      }
    },
  }, label);
  // The IDE opens what stands behind the #, which is not sent to any server.
  const request = new URLSearchParams({ query: text, variables: JSON.stringify(variables) });
  find("by-graphql").replaceChildren(h("summary", null, t("Truy vấn bằng GraphQL", "Query with GraphQL")),
    h("p", null, t("Truy vấn của trang này, để dùng trong phần mềm của mình, hoặc ", "Use the query of this page in your own program, or "), h("a", { href: `${at("graphql/")}#${request}` }, t("mở trong công cụ GraphQL", "open it in the GraphQL IDE")),
      t(": tại đó bấm “Create Document” (hoặc dấu + cạnh các thẻ) để mở truy vấn này, rồi bấm “Run”.", ": choose “Create Document” there, or + beside the tabs, to open this query; then “Run”.")),
    h("pre", { tabindex: "0", "aria-label": t("Truy vấn", "Query") }, text), h("pre", { tabindex: "0", "aria-label": t("Biến", "Variables") }, json),
    h("p", { class: "buttons" }, copy(t("Sao chép truy vấn", "Copy the query"), text), copy(t("Sao chép biến", "Copy the variables"), json)));
}

function drawQuarters(deadlines) {
  // On a phone an open block would push everything else out of sight.
  const isWide = matchMedia("(min-width: 44rem)").matches;
  const opened = new Set([...document.querySelectorAll("#quarters details[open]")].map(block => block.dataset.quarter));
  const isDrawn = find("quarters").childElementCount > 0;
  const blocks = quarters(deadlines).map(([quarter, list], index) => quarterBlock(quarter, list, isDrawn ? opened.has(quarter) : isWide && index === 0));
  find("quarters").replaceChildren(...blocks.length ? blocks : [h("p", null, t("Không có thời hạn nào.", "No deadlines."))]);
}

function quarterBlock(quarter, deadlines, isOpen) {
  const count = (...kinds) => deadlines.filter(deadline => kinds.includes(deadline.timeliness)).length;
  const [late, soon, done] = [count("OVERDUE"), count("DUE_SOON"), count("COMPLETED_ON_TIME", "COMPLETED_LATE")];
  const counts = h("span", { class: "counts" }, t(`${number(deadlines.length)} thời hạn`, `${number(deadlines.length)} deadlines`));
  if (late > 0) counts.append(" · ", h("span", { class: "red" }, t(`${number(late)} quá hạn`, `${number(late)} overdue`)));
  // The items are made when somebody looks: there may be thousands.
  const list = h("ul", null);
  const fill = () => list.childElementCount > 0 || list.append(...deadlines.map(deadlineItem));
  if (isOpen) fill();
  return h("details", { class: "quarter", "data-quarter": quarter, open: isOpen, ontoggle: fill },
    h("summary", null, h("strong", null, quarterName(quarter)), bar([["done", done], ["late", late], ["soon", soon], ["rest", deadlines.length - done - late - soon]]), counts),
    list);
}

function deadlineItem(deadline) {
  const [kind, text] = standing(deadline);
  return h("li", null,
    h("div", { class: "when" }, h("strong", null, day(deadline.dueOn)), h("span", { class: kind }, text)),
    h("div", null, h("a", { href: taskAddress(deadline.task) }, `${deadline.task.label}. ${deadline.deliverable ?? deadline.task.title}`),
      h("span", { class: "lead" }, (deadline.performer ?? deadline.task.leadAgency)?.name ?? withoutLead)));
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
