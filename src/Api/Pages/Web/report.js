// The report on a plan as of a day, as offices write it, for A4: on paper or as a Word file. It is Vietnamese in both languages; what only its author knows is
// left open to fill in.
import { all, ask, download } from "./api.js";
import { attempt, has, noPlan, say } from "./app.js";
import { asOfField } from "./dates.js";
import { day, find, h, percent, planAddress, t, today } from "./dom.js";

// Only the newest day's report is shown, whichever comes first.
let latest = null;

export async function show(code) {
  const parameters = new URLSearchParams(location.search);
  const asOf = /^\d{4}-\d\d-\d\d$/.test(parameters.get("asOf") ?? "") ? parameters.get("asOf") : today();
  const mine = latest = { asOf };
  const mayReadNotes = has("AGENCY", "COORDINATOR", "APPROVER", "ADMIN");
  const [{ planByCode: plan }, overdue, notes] = await Promise.all([
    ask("Report", { code, asOf }), all("ReportOverdue", { code, asOf, mayReadNotes }), mayReadNotes ? all("ReportNotes", { code, asOf }) : [],
  ]);
  if (mine !== latest) return;
  if (!plan) {
    noPlan();
    return;
  }
  document.title = `Báo cáo: ${plan.title}`;
  const made = sheet(plan, asOf, overdue, notes);
  // With another day only the sheet is another one: whoever works by the keyboard stays where they are.
  if (find("sheet")) find("sheet").replaceWith(made);
  else find("content").replaceChildren(tools(code, asOf), made);
}

function tools(code, asOf) {
  const choose = day => {
    const address = new URL(location.href);
    address.searchParams.set("asOf", day);
    history.replaceState(null, "", address.href);
    say(t("Đang tải…", "Loading…"));
    attempt(async () => {
      await show(code);
      say("");
    });
  };
  return h("div", { class: "tools screen" },
    h("a", { href: planAddress(code) }, t("‹ Kế hoạch", "‹ Plan")),
    asOfField(asOf, choose).element,
    h("button", { type: "button", class: "main", onclick: () => print() }, t("In", "Print")),
    h("button", {
      type: "button", id: "word", onclick: () => attempt(async () => {
        await download(`plans/${encodeURIComponent(code)}/report.docx?asOf=${latest.asOf}`, `bao-cao-${code}-${latest.asOf}.docx`);
        say(t("Đã tải tệp Word.", "The Word file is downloaded."), "green");
      }),
    }, t("Tải tệp Word", "Download as Word")));
}

// What only the author knows. It can be typed into before printing.
const open = (label, text) => h("span", { class: "open", role: "textbox", contenteditable: "plaintext-only", "aria-label": label, tabindex: "0" }, text);
const counts = [["Tổng số", row => row.total], ["Hoàn thành", row => row.completed], ["Đang thực hiện", row => row.inProgress], ["Chưa thực hiện", row => row.notStarted], ["Quá hạn", row => row.overdue], ["Tiến độ", row => percent(row.averagePercentComplete)]];

function sheet(plan, asOf, overdue, notes) {
  const [total] = plan.total;
  const number = [plan.documentNumber && `số ${plan.documentNumber}`, plan.issuedOn && `ngày ${day(plan.issuedOn)}`].filter(Boolean).join(" ");
  const grid = (caption, heading, rows, nameOf) => h("table", { class: "heat report" }, h("caption", null, caption),
    h("thead", null, h("tr", null, h("th", { scope: "col" }, "TT"), h("th", { scope: "col" }, heading), counts.map(([name]) => h("th", { scope: "col" }, name)))),
    h("tbody", null, rows.map((row, index) => h("tr", null, h("td", null, String(index + 1)), h("th", { scope: "row" }, nameOf(row)), counts.map(([, valueOf]) => h("td", null, String(valueOf(row))))))));
  const list = field => {
    const found = notes.filter(note => note[field]?.trim());
    return found.length === 0 ? h("p", null, "Không có.") : h("ul", null, found.map(note => h("li", null, `${note.agency.name} (${note.task.label}, ${day(note.reportedOn)}): ${note[field]}`)));
  };
  return h("article", { id: "sheet", lang: "vi" },
    h("div", { class: "letterhead" },
      h("p", null, h("strong", null, open("Cơ quan báo cáo", plan.issuer.name.toUpperCase())), h("br"), "Số: ", open("Số báo cáo", "……/BC-……")),
      h("p", null, h("strong", null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), h("br"), h("strong", null, "Độc lập - Tự do - Hạnh phúc"), h("br"), h("em", null, open("Nơi và ngày ký", "……, ngày …… tháng …… năm ……")))),
    h("h1", null, "BÁO CÁO"), h("p", { class: "title" }, h("strong", null, `Kết quả thực hiện ${plan.title}`), h("br"), h("em", null, `(tính đến ngày ${day(asOf)})`)),
    h("h2", null, "I. Kết quả chung"),
    h("p", null, `Kế hoạch${number && ` ${number}`} có ${total.total} nhiệm vụ. Đến ngày ${day(asOf)} có ${total.completed} nhiệm vụ hoàn thành (đúng hạn ${total.completedOnTime}, trễ hạn ${total.completedLate}), `
      + `${total.inProgress} đang thực hiện, ${total.notStarted} chưa thực hiện, ${total.suspended} tạm dừng, ${total.cancelled} đã hủy; ${total.overdue} nhiệm vụ quá hạn, ${total.dueSoon} sắp đến hạn. Tiến độ chung đạt ${percent(total.averagePercentComplete)}.`),
    grid("Bảng 1. Theo mục của kế hoạch", "Mục", plan.bySection, row => `${row.section.label}. ${row.section.heading}`),
    grid("Bảng 2. Theo cơ quan chủ trì", "Cơ quan", plan.byAgency, row => row.agency?.name ?? "Chưa giao chủ trì"),
    h("h2", null, "II. Nhiệm vụ quá hạn"),
    overdue.length === 0 ? h("p", null, "Không có nhiệm vụ quá hạn.") : h("table", { class: "heat report" }, h("caption", null, "Bảng 3. Nhiệm vụ quá hạn và nguyên nhân"),
      h("thead", null, h("tr", null, ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Quá hạn (ngày)", "Tiến độ", "Nguyên nhân, tình hình"].map(name => h("th", { scope: "col" }, name)))),
      h("tbody", null, overdue.map((task, index) => h("tr", null, h("td", null, String(index + 1)), h("th", { scope: "row" }, `${task.label}. ${task.title}`), h("td", { class: "words" }, task.leadAgency?.name ?? ""), h("td", { class: "day" }, day(task.nextDeadline?.dueOn)),
        h("td", null, task.nextDeadline ? String(-task.nextDeadline.daysRemaining) : ""), h("td", null, percent(task.percentComplete)), h("td", { class: "words" }, reasonOf(task)))))),
    h("h2", null, "III. Khó khăn, vướng mắc"), list("obstacles"),
    h("h2", null, "IV. Kiến nghị, đề xuất"), list("proposals"),
    h("div", { class: "letterhead ending" },
      h("p", null, h("em", null, h("strong", null, "Nơi nhận:")), h("br"), open("Nơi nhận", "- ……;"), h("br"), "- Lưu: VT."),
      h("p", null, h("strong", null, open("Chức vụ người ký", "……")), h("br"), h("em", null, "(Ký, ghi rõ họ tên, đóng dấu)"))));
}

const reasonOf = ({ progressReports: { nodes: [report] } }) => report ? report.obstacles?.trim() || report.summary : "Chưa có báo cáo.";
