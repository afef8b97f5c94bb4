// The plan at a glance, drawn from the API itself.
import { all, ask, endSession, session, signedInHere, signIn, SignInNeeded, signOut } from "./overview-api.js";

const plansQuery = `query Plans($after: String) {
  plans(first: 50, after: $after, order: [{ year: DESC }, { code: ASC }], where: { status: { neq: DRAFT } }) {
    pageInfo { hasNextPage endCursor }
    nodes { code title year }
  }
}`;

const planQuery = `query Overview($code: String!, $asOf: LocalDate) @asOf(day: $asOf) {
  planByCode(code: $code) {
    title documentNumber issuedOn issuer { name }
    total: statistics { ...Figures }
    bySection: statistics(groupBy: [SECTION]) { section { label heading } ...Figures }
    byAgency: statistics(groupBy: [AGENCY]) { agency { code name } ...Figures }
  }
}
fragment Figures on TaskStatistics { total completed inProgress overdue dueSoon averagePercentComplete }`;

const deadlinesQuery = `query Deadlines($code: String!, $asOf: LocalDate, $after: String) @asOf(day: $asOf) {
  deadlines(first: 50, after: $after, order: [{ dueOn: ASC }], where: { task: { plan: { code: { eq: $code } }, status: { neq: CANCELLED } } }) {
    pageInfo { hasNextPage endCursor }
    nodes { dueOn deliverable timeliness daysRemaining performer { name } task { label title leadAgency { name } } }
  }
}`;

const find = id => document.getElementById(id);
const element = (name, text, ...children) => {
  const made = document.createElement(name);
  if (text !== null && text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
};
const styled = (kind, made) => Object.assign(made, { className: kind });
const dayIn = text => text.split("-").reverse().join("/");
const percent = value => `${Math.round(value)} %`;
const today = () => new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
const quarterOf = day => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
const quarterName = quarter => `Quý ${["I", "II", "III", "IV"][quarter.slice(5) - 1]}/${quarter.slice(0, 4)}`;

// The numbers beside it say the same in words.
function bar(done, late, soon, total) {
  const made = styled("bar", element("div"));
  made.setAttribute("aria-hidden", "true");
  for (const [kind, share] of [["done", done], ["late", late], ["soon", soon], ["rest", Math.max(0, total - done - late - soon)]]) {
    if (share === 0) continue;
    const part = styled(kind, element("span"));
    part.style.flexGrow = share;
    made.append(part);
  }
  return made;
}

const barOf = row => bar(row.completed, row.overdue, row.dueSoon, row.total);

const columns = [
  ["Nhiệm vụ", row => row.total],
  ["Hoàn thành", row => row.completed],
  ["Đang thực hiện", row => row.inProgress],
  ["Quá hạn", row => row.overdue, row => row.overdue > 0],
  ["Tiến độ", row => percent(row.averagePercentComplete)],
];

// Roles are said once more because a phone shows rows as blocks, which takes a table's meaning from it.
function table(caption, heading, rows, nameOf) {
  const cell = (name, role, text) => {
    const made = element(name, text);
    made.setAttribute("role", role);
    if (name === "th") made.scope = role === "rowheader" ? "row" : "col";
    return made;
  };
  const line = (...cells) => {
    const made = element("tr", null, ...cells);
    made.setAttribute("role", "row");
    return made;
  };
  const head = line(cell("th", "columnheader", heading), ...columns.map(([label]) => styled("number", cell("th", "columnheader", label))),
    cell("th", "columnheader", "Trên tổng số"));
  const body = rows.map(row => {
    const numbers = columns.map(([label, valueOf, isBad]) => {
      const made = styled(isBad?.(row) ? "number red" : "number", cell("td", "cell", valueOf(row)));
      made.dataset.label = label;
      return made;
    });
    const share = styled("of-total", cell("td", "cell"));
    share.append(barOf(row));
    return line(cell("th", "rowheader", nameOf(row)), ...numbers, share);
  });
  const made = element("table", null, element("caption", caption), element("thead", null, head), element("tbody", null, ...body));
  made.setAttribute("role", "table");
  for (const group of [made.tHead, made.tBodies[0]]) group.setAttribute("role", "rowgroup");
  return made;
}

const standings = {
  OVERDUE: deadline => ["red", `quá hạn ${-deadline.daysRemaining} ngày`],
  DUE_SOON: deadline => ["amber", `còn ${deadline.daysRemaining} ngày`],
  NOT_DUE: deadline => ["", `còn ${deadline.daysRemaining} ngày`],
  COMPLETED_ON_TIME: () => ["green", "hoàn thành đúng hạn"],
  COMPLETED_LATE: () => ["green", "hoàn thành trễ hạn"],
  NO_DEADLINE: () => ["", ""],
};

function deadlineItem(deadline) {
  const [kind, standing] = standings[deadline.timeliness](deadline);
  const who = deadline.performer ?? deadline.task.leadAgency;
  return element("li", null,
    styled("when", element("div", null, element("strong", dayIn(deadline.dueOn)), styled(kind, element("span", standing)))),
    element("div", `${deadline.task.label}. ${deadline.deliverable ?? deadline.task.title}`, styled("lead", element("span", who?.name ?? "Chưa giao chủ trì"))));
}

function quarterBlock([quarter, deadlines], isOpen) {
  const count = (...kinds) => deadlines.filter(deadline => kinds.includes(deadline.timeliness)).length;
  const [late, soon, done] = [count("OVERDUE"), count("DUE_SOON"), count("COMPLETED_ON_TIME", "COMPLETED_LATE")];
  const counts = styled("counts", element("span", `${deadlines.length} thời hạn`));
  if (late > 0) counts.append(" · ", styled("red", element("span", `${late} quá hạn`)));
  const block = element("details", null,
    element("summary", null, element("strong", quarterName(quarter)), bar(done, late, soon, deadlines.length), counts),
    element("ul", null, ...deadlines.map(deadlineItem)));
  block.open = isOpen;
  return block;
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

async function show() {
  const asOf = find("day").value;
  const code = find("plan").value;
  find("message").textContent = "Đang tải…";
  const [{ planByCode: plan }, deadlines] = await Promise.all([ask(planQuery, { code, asOf }), all(deadlinesQuery, { code, asOf }, "deadlines")]);
  document.title = find("title").textContent = plan.title;
  find("issuer").textContent = plan.issuer.name;
  find("number").textContent = [plan.documentNumber && `Số ${plan.documentNumber}`, plan.issuedOn && `ngày ${dayIn(plan.issuedOn)}`].filter(Boolean).join(", ");
  find("number").hidden = find("number").textContent === "";
  const [total] = plan.total;
  find("total").replaceChildren(...[["", "Nhiệm vụ", total.total], ["done", "Hoàn thành", total.completed], ["", "Đang thực hiện", total.inProgress],
    ["soon", "Sắp đến hạn", total.dueSoon], ["late", "Quá hạn", total.overdue], ["", "Tiến độ chung", percent(total.averagePercentComplete)]]
    .map(([kind, label, value]) => styled(kind, element("div", null, element("dt", label), element("dd", value)))));
  find("total-bar").replaceChildren(barOf(total));
  // On a phone an open block would push everything else out of sight.
  const isWide = matchMedia("(min-width: 44rem)").matches;
  const blocks = quarters(deadlines).map((block, index) => quarterBlock(block, isWide && index === 0));
  find("quarters").replaceChildren(...blocks.length ? blocks : [element("p", "Không có thời hạn nào.")]);
  find("sections").replaceChildren(table("Theo thứ tự của kế hoạch", "Mục", plan.bySection, row => `${row.section.label}. ${row.section.heading}`));
  find("agencies").replaceChildren(table("Mỗi nhiệm vụ tính cho cơ quan chủ trì", "Cơ quan", plan.byAgency, row => row.agency?.name ?? "Chưa giao chủ trì"));
  find("plan-view").hidden = false;
  find("message").textContent = "";
}

async function listPlans() {
  const plans = await all(plansQuery, {}, "plans");
  find("plan").replaceChildren(...plans.map(plan => new Option(`${plan.year}: ${plan.title}`, plan.code)));
  find("plan-choice").hidden = plans.length < 2;
  return plans.length > 0;
}

async function attempt(work) {
  try {
    await work();
  } catch (fault) {
    find("message").textContent = fault.message;
    if (!(fault instanceof SignInNeeded)) return;
    signOut();
    for (const id of ["choice", "plan-view"]) find(id).hidden = true;
    find("sign-in").hidden = false;
  }
}

let current = {};
if (new URLSearchParams(location.search).get("sign-in") === "failed") find("failed").hidden = false;

const start = () => attempt(async () => {
  current = await session();
  // Where it lends, a browser gets the IDE there.
  if (current.token) find("api").href = "graphql";
  find("provider").hidden = !current.signIn;
  find("by-token").open = !current.signIn;
  const hasPlans = await listPlans();
  find("sign-in").hidden = true;
  find("sign-out").hidden = !signedInHere() && !current.signedIn;
  find("choice").hidden = false;
  find("message").textContent = "Chưa có kế hoạch nào được ban hành.";
  if (hasPlans) await show();
});

find("sign-in").addEventListener("submit", async event => {
  event.preventDefault();
  signIn(find("token").value);
  find("token").value = "";
  await start();
  if (find("sign-in").hidden) find("main").focus();
});
find("sign-out").addEventListener("click", () => {
  signOut();
  if (current.signedIn) endSession();
  else location.reload();
});
find("today").addEventListener("click", () => {
  find("day").value = today();
  attempt(show);
});
find("choice").addEventListener("submit", event => event.preventDefault());
find("choice").addEventListener("change", () => { if (find("day").value) attempt(show); });
find("day").value = today();
await start();
