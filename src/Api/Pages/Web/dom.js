// Making elements. Whatever is given as a child or an attribute is text: nothing here reads HTML, so nothing that somebody has typed can become any.
export const find = id => document.getElementById(id);

// h("a", { class: "x", href: "…", onclick: … }, "text", node, null, [more])
export function h(name, properties, ...children) {
  return fill(document.createElement(name), properties, children);
}

export function svg(name, properties, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
}

function fill(made, properties, children) {
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked") made[key] = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(9).filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

// Language: of the address, then as chosen before on this device; Vietnamese unless somebody chose otherwise.
const asked = new URLSearchParams(location.search).get("lang");
if (asked === "vi" || asked === "en") localStorage.setItem("lang", asked);
export const language = localStorage.getItem("lang") === "en" ? "en" : "vi";
export const t = (vietnamese, english) => language === "en" ? english : vietnamese;

export const day = text => text ? text.slice(0, 10).split("-").reverse().join("/") : "";
export const dayInWords = text => new Date(text).toLocaleDateString(language === "en" ? "en-GB" : "vi-VN", { timeZone: "UTC", weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" });
export const time = text => new Date(text).toLocaleString(language === "en" ? "en-GB" : "vi-VN", { timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric", hour: "2-digit", minute: "2-digit" });
export const number = value => value.toLocaleString(language === "en" ? "en-GB" : "vi-VN");
export const percent = value => `${Math.round(value)}%`;
export const today = () => new Date(Date.now() + 7 * 3600 * 1000).toISOString().slice(0, 10);
export const quarterName = quarter => t(`Quý ${["I", "II", "III", "IV"][quarter.slice(-1) - 1]}/${quarter.slice(0, 4)}`, `Q${quarter.slice(-1)} ${quarter.slice(0, 4)}`);
export const quarterOf = text => `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5, 7)) / 3)}`;

export const root = new URL("..", import.meta.url);
export const at = path => new URL(path, root).href;
export const taskAddress = task => at(`tasks/${encodeURIComponent(task.plan.code)}/${encodeURIComponent(task.label)}`);
export const planAddress = (code, more = "") => at(`plans/${encodeURIComponent(code)}${more}`);

export const names = {
  status: { NOT_STARTED: t("Chưa thực hiện", "Not started"), IN_PROGRESS: t("Đang thực hiện", "In progress"), COMPLETED: t("Hoàn thành", "Completed"), SUSPENDED: t("Tạm dừng", "Suspended"), CANCELLED: t("Đã hủy", "Cancelled") },
  report: { SUBMITTED: t("Chờ tiếp nhận", "Waiting for review"), ACCEPTED: t("Đã tiếp nhận", "Accepted"), RETURNED: t("Bị trả lại", "Returned"), WITHDRAWN: t("Đã rút", "Withdrawn") },
  amendment: {
    PROPOSED: t("Chờ ý kiến", "Waiting for an opinion"), RECOMMENDED: t("Đề nghị chấp thuận, chờ quyết định", "Recommended, decision open"), NOT_RECOMMENDED: t("Đề nghị không chấp thuận, chờ quyết định", "Not recommended, decision open"),
    APPROVED: t("Đã chấp thuận", "Approved"), REJECTED: t("Không chấp thuận", "Rejected"), WITHDRAWN: t("Đã rút", "Withdrawn"),
  },
  amendmentKind: {
    EXTEND_DEADLINE: t("Gia hạn", "Extension"), CHANGE_CONTENT: t("Điều chỉnh nội dung", "Change of content"), CHANGE_LEAD_AGENCY: t("Thay đổi cơ quan chủ trì", "Change of lead"), ADD_COORDINATOR: t("Bổ sung cơ quan phối hợp", "Additional coordinator"), CANCEL_TASK: t("Hủy bỏ nhiệm vụ", "Cancellation"),
  },
  plan: { DRAFT: t("Dự thảo", "Draft"), IN_FORCE: t("Đang thực hiện", "In force"), CLOSED: t("Đã kết thúc", "Closed") },
};

// [class, words] of a deadline: never by colour alone.
export function standing(deadline) {
  const days = Math.abs(deadline.daysRemaining);
  switch (deadline.timeliness) {
    case "OVERDUE": return ["red", t(`quá hạn ${number(days)} ngày`, `${number(days)} ${days === 1 ? "day" : "days"} overdue`)];
    case "DUE_SOON": return ["amber", t(`còn ${days} ngày`, `${days} ${days === 1 ? "day" : "days"} left`)];
    case "NOT_DUE": return ["", t(`còn ${number(days)} ngày`, `${number(days)} days left`)];
    case "COMPLETED_ON_TIME": return ["green", t("hoàn thành đúng hạn", "completed in time")];
    case "COMPLETED_LATE": return ["green", t("hoàn thành trễ hạn", "completed late")];
    default: return ["", ""];
  }
}

export const tag = (kind, text) => h("span", { class: `tag ${kind}` }, text);

export function statusTag(status) {
  return tag({ COMPLETED: "green", CANCELLED: "grey", SUSPENDED: "amber", IN_PROGRESS: "blue" }[status] ?? "grey", names.status[status]);
}

// A table whose rows a phone shows as blocks, which takes a table's meaning from it: hence the roles. columns: [heading, row => content, { number, red }]
export function table(caption, columns, rows, isCaptionSeen = true) {
  const line = (cells, name = "tr") => h(name, { role: "row" }, cells);
  return h("table", { role: "table" },
    h("caption", { class: !isCaptionSeen && "unseen" }, caption),
    h("thead", { role: "rowgroup" }, line(columns.map(([heading, , style]) => h("th", { role: "columnheader", scope: "col", class: style?.number && "number" }, heading)))),
    h("tbody", { role: "rowgroup" }, rows.map(row => line(columns.map(([heading, content, style], index) => index === 0
      ? h("th", { role: "rowheader", scope: "row" }, content(row))
      : h("td", { role: "cell", "data-label": heading, class: [style?.number && "number", style?.red?.(row) && "red", style?.class].filter(Boolean).join(" ") || null }, content(row)))))));
}

export function uuid() {
  // crypto.randomUUID is there on HTTPS alone.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join("");
}
