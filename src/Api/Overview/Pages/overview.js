// The plan at a glance, drawn from the API itself. A token is kept for the tab alone; in Development the server lends one that can only read.
const query = `query Overview($asOf: LocalDate) {
  plans(first: 1, order: [{ year: DESC }, { code: ASC }], where: { status: { neq: DRAFT } }) {
    nodes {
      code title status documentNumber issuedOn issuer { name }
      total: statistics(asOf: $asOf) { ...Figures }
      bySection: statistics(groupBy: [SECTION], asOf: $asOf) { section { label heading } ...Figures }
      byAgency: statistics(groupBy: [AGENCY], asOf: $asOf) { agency { code name } ...Figures }
      byQuarter: statistics(groupBy: [DUE_QUARTER], asOf: $asOf) { dueQuarter ...Figures }
    }
  }
}
fragment Figures on TaskStatistics { total completed inProgress overdue dueSoon averagePercentComplete }`;

const overdueQuery = `query Overdue($code: String!, $asOf: LocalDate, $day: LocalDate!, $after: String) {
  deadlines(first: 50, after: $after, order: [{ dueOn: ASC }],
    where: { dueOn: { lt: $day }, or: [{ metOn: { eq: null } }, { metOn: { gt: $day } }], task: { plan: { code: { eq: $code } }, status: { neq: CANCELLED } } }) {
    pageInfo { hasNextPage endCursor }
    nodes { dueOn phrase deliverable daysRemaining(asOf: $asOf) task { label title leadAgency { name } } }
  }
}`;

const find = id => document.getElementById(id);
const element = (name, text, ...children) => {
  const made = document.createElement(name);
  if (text !== null && text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
};
const dayIn = text => text.split("-").reverse().join("/");
const percent = value => `${Math.round(value)} %`;

let token = sessionStorage.getItem("token") ?? await lentToken();

async function lentToken() {
  const answer = await fetch("overview-token");
  return answer.ok ? answer.text() : null;
}

async function ask(document, variables) {
  const answer = await fetch("graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": "vi", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: document, variables }),
  });
  if (answer.status === 401) throw new Error("Mã truy cập không hợp lệ hoặc đã hết hạn.");
  const { data, errors } = await answer.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

function figures(row) {
  const bar = element("progress");
  bar.max = 100;
  bar.value = row.averagePercentComplete;
  bar.setAttribute("aria-label", `Hoàn thành trung bình ${percent(row.averagePercentComplete)}`);
  const cells = [["Nhiệm vụ", row.total], ["Hoàn thành", row.completed], ["Đang thực hiện", row.inProgress], ["Quá hạn", row.overdue]].map(([label, value]) => {
    const cell = element("td", value);
    cell.className = label === "Quá hạn" && value > 0 ? "number late" : "number";
    cell.dataset.label = label;
    return cell;
  });
  const progress = element("td", null, bar, ` ${percent(row.averagePercentComplete)}`);
  progress.dataset.label = "Tiến độ";
  return [...cells, progress];
}

function table(caption, heading, rows, nameOf) {
  const head = element("tr", null, ...[heading, "Nhiệm vụ", "Hoàn thành", "Đang thực hiện", "Quá hạn", "Tiến độ"].map((text, index) => {
    const cell = element("th", text);
    cell.scope = "col";
    if (index > 0 && index < 5) cell.className = "number";
    return cell;
  }));
  const body = rows.map(row => {
    const name = element("th", nameOf(row));
    name.scope = "row";
    return element("tr", null, name, ...figures(row));
  });
  return element("table", null, element("caption", caption), element("thead", null, head), element("tbody", null, ...body));
}

function showOverdue(deadlines) {
  const items = deadlines.map(deadline => element("li", null,
    element("strong", `${dayIn(deadline.dueOn)} `),
    Object.assign(element("span", `quá ${-deadline.daysRemaining} ngày`), { className: "late" }),
    `: ${deadline.task.label} ${deadline.deliverable ?? deadline.task.title}${deadline.task.leadAgency ? ` (${deadline.task.leadAgency.name})` : ""}`));
  find("overdue").replaceChildren(...items.length ? items : [element("li", "Không có thời hạn nào bị quá hạn.")]);
}

async function allOverdue(code, asOf, day) {
  const all = [];
  for (let after = null, more = true; more;) {
    const { deadlines } = await ask(overdueQuery, { code, asOf, day, after });
    all.push(...deadlines.nodes);
    after = deadlines.pageInfo.endCursor;
    more = deadlines.pageInfo.hasNextPage;
  }
  return all;
}

async function show() {
  const asOf = find("day").value || null;
  const day = asOf ?? new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
  find("message").textContent = "Đang tải…";
  const { plans } = await ask(query, { asOf });
  const plan = plans.nodes[0];
  if (!plan) {
    find("message").textContent = "Chưa có kế hoạch nào được ban hành.";
    return;
  }
  find("title").textContent = plan.title;
  document.title = plan.title;
  find("subtitle").textContent = [plan.issuer.name, plan.documentNumber, plan.issuedOn && dayIn(plan.issuedOn)].filter(Boolean).join(" · ");
  const [total] = plan.total;
  find("total").replaceChildren(...[["Nhiệm vụ", total.total], ["Hoàn thành", total.completed], ["Đang thực hiện", total.inProgress],
    ["Sắp đến hạn", total.dueSoon], ["Quá hạn", total.overdue], ["Tiến độ chung", percent(total.averagePercentComplete)]]
    .map(([label, value]) => element("div", null, element("dt", label), element("dd", value))));
  showOverdue(await allOverdue(plan.code, asOf, day));
  const dated = [...plan.byQuarter].sort((left, right) => right.overdue - left.overdue || (left.dueQuarter ?? "~").localeCompare(right.dueQuarter ?? "~"));
  find("quarters").replaceChildren(table("Quý có nhiệm vụ quá hạn đứng trước", "Quý", dated, row => row.dueQuarter ?? "Không có thời hạn"));
  find("sections").replaceChildren(table("Theo thứ tự của kế hoạch", "Mục", plan.bySection, row => `${row.section.label}. ${row.section.heading}`));
  find("agencies").replaceChildren(table("Nhiệm vụ tính cho cơ quan chủ trì", "Cơ quan", plan.byAgency, row => row.agency?.name ?? "Chưa giao chủ trì"));
  for (const section of document.querySelectorAll("main section")) section.hidden = false;
  find("message").textContent = "";
}

async function start() {
  find("sign-in").hidden = token !== null;
  if (token === null) {
    find("message").textContent = "Hãy nhập mã truy cập để xem kế hoạch.";
    return;
  }
  try {
    await show();
  } catch (fault) {
    sessionStorage.removeItem("token");
    find("sign-in").hidden = false;
    find("message").textContent = fault.message;
  }
}

find("sign-in").addEventListener("submit", event => {
  event.preventDefault();
  token = find("token").value.trim();
  sessionStorage.setItem("token", token);
  start();
});
find("day").addEventListener("change", start);
await start();
