// Charts as SVG, each with its table. Shapes and patterns tell the kinds apart as well as colours do.
import { day, h, percent, svg, t, table } from "./dom.js";

const dayNumber = text => Date.parse(text) / 86_400_000;

function figure(caption, drawing, data) {
  return h("figure", null, h("figcaption", null, caption), drawing, h("details", null, h("summary", null, t("Số liệu dạng bảng", "As a table")), data));
}

// Steps of percent by day; the days of deadlines as marks. points: { day, value, label }
export function line(points, deadlines) {
  const days = [...points.map(point => point.day), ...deadlines].map(dayNumber);
  const [first, last] = [Math.min(...days) - 3, Math.max(...days) + 3];
  const x = text => 34 + (dayNumber(text) - first) / (last - first) * 556;
  const y = value => 130 - value / 100 * 115;
  const path = points.map((point, index) => index === 0 ? `M${x(point.day)} ${y(point.value)}` : `H${x(point.day)}V${y(point.value)}`).join("") + "H590";
  const marks = [...new Set(deadlines)];
  return figure(t("Tỷ lệ hoàn thành; vạch đứt là thời hạn", "Percent complete; dashed lines are deadlines"),
    svg("svg", { viewBox: "0 0 600 150", role: "img", "aria-label": points.map(point => `${day(point.day)}: ${percent(point.value)}`).join("; "), class: "chart" },
      [0, 50, 100].map(value => [svg("line", { class: "grid", x1: 34, x2: 590, y1: y(value), y2: y(value) }), svg("text", { x: 30, y: y(value) + 4, "text-anchor": "end" }, String(value))]),
      marks.map(each => [svg("line", { class: "mark", x1: x(each), x2: x(each), y1: 10, y2: 130 }), svg("text", { x: x(each), y: 145, "text-anchor": "middle" }, day(each))]),
      svg("path", { class: "line", d: path }), points.map(point => svg("circle", { class: "point", cx: x(point.day), cy: y(point.value), r: 4 }))),
    table(t("Theo ngày báo cáo", "By day of report"), [[t("Ngày", "Day"), row => day(row.day)], [t("Tỷ lệ", "Percent"), row => percent(row.value), { number: true }], [t("Tình trạng", "State"), row => row.label]], points));
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
