// Charts as SVG, each with its table. Shapes and patterns tell the kinds apart as well as colours do.
import { day, h, percent, quarterName, quarterOf, svg, t, table } from "./dom.js";

// Of the drawing's own units: on a phone fewer, so that the writing stays readable.
const widthNow = () => matchMedia("(max-width: 44rem)").matches ? 330 : 600;
const dayNumber = text => Date.parse(text) / 86_400_000;

function figure(caption, drawing, data) {
  return h("figure", null, h("figcaption", null, caption), drawing, h("details", null, h("summary", null, t("Số liệu dạng bảng", "As a table")), data));
}

// Steps of percent by day; the days of deadlines as marks. points: { day, value, label }
export function line(points, deadlines) {
  const days = [...points.map(point => point.day), ...deadlines].map(dayNumber);
  const [first, last] = [Math.min(...days) - 3, Math.max(...days) + 3];
  const width = widthNow();
  const end = width - 10;
  const x = text => 34 + (dayNumber(text) - first) / (last - first) * (end - 34);
  const y = value => 130 - value / 100 * 115;
  const path = points.map((point, index) => index === 0 ? `M${x(point.day)} ${y(point.value)}` : `H${x(point.day)}V${y(point.value)}`).join("") + `H${end}`;
  const marks = [...new Set(deadlines)].sort();
  // Days that would stand in each other's place are in the table.
  let free = 0;
  const written = marks.filter(each => {
    const place = Math.min(Math.max(x(each), 38), end - 28);
    if (place - 38 < free) return false;
    free = place + 38;
    return true;
  });
  return figure(t("Tỷ lệ hoàn thành; vạch đứt là thời hạn", "Percent complete; dashed lines are deadlines"),
    svg("svg", { viewBox: `0 0 ${width} 150`, role: "img", "aria-label": points.map(point => `${day(point.day)}: ${percent(point.value)}`).join("; "), class: "chart" },
      [0, 50, 100].map(value => [svg("line", { class: "grid", x1: 34, x2: end, y1: y(value), y2: y(value) }), svg("text", { x: 30, y: y(value) + 4, "text-anchor": "end" }, String(value))]),
      marks.map(each => svg("line", { class: "mark", x1: x(each), x2: x(each), y1: 10, y2: 130 })),
      written.map(each => svg("text", { x: Math.min(Math.max(x(each), 38), end - 28), y: 145, "text-anchor": "middle" }, day(each))),
      svg("path", { class: "line", d: path }), points.map(point => svg("circle", { class: "point", cx: x(point.day), cy: y(point.value), r: 4 }))),
    table(t("Theo ngày báo cáo", "By day of report"), [[t("Ngày", "Day"), row => day(row.day)], [t("Tỷ lệ", "Percent"), row => percent(row.value), { number: true }], [t("Tình trạng", "State"), row => row.label]], points));
}

// How many deadlines should have been met by each day, by the plan, and how many were, up to the day that is shown.
export function burnUp(deadlines, asOf) {
  const due = deadlines.map(each => each.dueOn).sort();
  const met = deadlines.map(each => each.metOn).filter(each => each && each <= asOf).sort();
  const days = [...due, ...met, asOf].map(dayNumber);
  const [first, last] = [Math.min(...days) - 5, Math.max(...days) + 5];
  const width = widthNow();
  const end = width - 10;
  const x = text => 34 + (dayNumber(text) - first) / (last - first) * (end - 34);
  const y = count => 150 - count / deadlines.length * 130;
  const steps = (list, until) => `M34 ${y(0)}${list.map((each, index) => `H${x(each)}V${y(index + 1)}`).join("")}H${until}`;
  const quarters = [...new Set(due.map(quarterOf))];
  const upTo = (list, quarter) => list.filter(each => quarterOf(each) <= quarter).length;
  const lastDue = due.filter(each => each <= asOf).length;
  return figure(t("Nét đứt: số thời hạn theo kế hoạch; nét liền: đã hoàn thành", "Dashed: deadlines by the plan; solid: met"),
    svg("svg", { viewBox: `0 0 ${width} 175`, role: "img", class: "chart", "aria-label": t(`Đến ${day(asOf)}: ${lastDue} thời hạn đến hạn, ${met.length} đã hoàn thành, trong ${due.length}.`, `By ${day(asOf)}: ${lastDue} due, ${met.length} met, of ${due.length}.`) },
      [0, Math.round(deadlines.length / 2), deadlines.length].map(count => [svg("line", { class: "grid", x1: 34, x2: end, y1: y(count), y2: y(count) }), svg("text", { x: 30, y: y(count) + 4, "text-anchor": "end" }, String(count))]),
      [due[0], due.at(-1)].map((each, index) => svg("text", { x: x(each), y: 168, "text-anchor": index === 0 ? "start" : "end" }, day(each))),
      svg("path", { class: "line planned", d: steps(due, end) }), svg("path", { class: "line", d: steps(met, x(asOf)) })),
    table(t("Cộng dồn đến cuối mỗi quý", "Up to the end of each quarter"), [
      [t("Quý", "Quarter"), quarterName], [t("Theo kế hoạch", "By the plan"), quarter => String(upTo(due, quarter)), { number: true }], [t("Đã hoàn thành", "Met"), quarter => String(upTo(met, quarter)), { number: true }]], quarters));
}

// Parts of a whole; the numbers beside it say the same in words.
export function bar(parts) {
  const made = h("div", { class: "bar", "aria-hidden": "true" });
  for (const [kind, share] of parts) {
    if (!(share > 0)) continue;
    const part = h("span", { class: kind });
    part.style.flexGrow = share;
    made.append(part);
  }
  return made;
}

export const barOf = row => bar([["done", row.completed], ["late", row.overdue], ["soon", row.dueSoon], ["rest", Math.max(0, row.total - row.completed - row.overdue - row.dueSoon)]]);
