// Plans on their way into force: a file is read, first as a trial; the draft stands beside what was understood of it, each warning in its place; then it is
// read once more from a better file, thrown away, or issued.
import { all, ask, post } from "./api.js";
import { attempt, has, notFound, say, viewer } from "./app.js";
import { at, day, find, h, names, planAddress, t, table, tag, taskAddress, time } from "./dom.js";
import { form } from "./forms.js";

const types = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", pdf: "application/pdf", html: "text/html", htm: "text/html", md: "text/markdown", markdown: "text/markdown", txt: "text/plain",
};

// What a reading said of a draft: the server does not keep it, so this device does, until the draft is issued, thrown away or read again, or somebody signs out.
const readings = {
  key: code => `reading:${viewer.subject}:${code}`,
  of: code => JSON.parse(localStorage.getItem(readings.key(code)) ?? "null"),
  keep: (code, reading) => localStorage.setItem(readings.key(code), JSON.stringify(reading)),
  forget: code => localStorage.removeItem(readings.key(code)),
};

export async function show(code) {
  await (code ? draft(code) : list());
}

async function list() {
  document.title = t("Dự thảo", "Drafts");
  const { plans } = await ask("Drafts", {});
  const result = h("div", { id: "import-result", "aria-live": "polite" });
  find("content").replaceChildren(h("h1", null, document.title), ...[
    plans.nodes.length === 0 ? h("p", { class: "note" }, t("Chưa có dự thảo nào.", "There are no drafts."))
      : table(t("Sửa gần nhất trước", "Last changed first"), [
        [t("Kế hoạch", "Plan"), row => h("a", { href: at(`drafts/${encodeURIComponent(row.code)}`) }, `${row.code}: ${row.title}`)], [t("Năm", "Year"), years], [t("Sửa lúc", "Changed"), row => time(row.updatedAt)],
      ], plans.nodes),
    has("COORDINATOR") && h("section", { "aria-labelledby": "import-heading" }, h("h2", { id: "import-heading" }, t("Nhập văn bản kế hoạch", "Import a plan document")), await importForm(result), result),
  ].filter(Boolean));
}

// Asked for once, unless it did not come.
let asked = null;
const register = () => asked ??= all("Agencies", {}).catch(fault => {
  asked = null;
  throw fault;
});

const years = plan => plan.lastYear > plan.year ? `${plan.year}–${plan.lastYear}` : String(plan.year);

async function importForm(result, code) {
  const agencies = (await register()).map(agency => [agency.code, agency.name]);
  let fileName = "";
  const send = isTrial => async ({ file, code: given, year, lastYear, issuerCode, replaceDraft }) => {
    const parameters = new URLSearchParams({ code: given ?? code, dryRun: isTrial });
    for (const [name, value] of Object.entries({ year, lastYear, issuerCode })) if (value) parameters.set(name, value);
    if (code || replaceDraft?.length > 0) parameters.set("replaceDraft", "true");
    const type = types[file.name.split(".").pop().toLowerCase()] ?? "application/octet-stream";
    result.replaceChildren();
    fileName = file.name;
    return post(`import?${parameters}`, file, type);
  };
  const made = form({
    id: code ? `import-${code}` : "import-form", heading: code ? t("Đọc lại từ tệp khác", "Read it again from another file") : t("Tệp văn bản", "The document"),
    fields: [
      { name: "file", label: t("Tệp Word (.docx), PDF có chữ, HTML, Markdown hoặc văn bản", "File: Word (.docx), PDF with text, HTML, Markdown or text"), kind: "file", required: true, typenames: ["UnreadableDocumentError"],
        attributes: { accept: Object.keys(types).map(each => `.${each}`).join(",") }, hint: t("Có thể kéo tệp thả vào đây. Tối đa 20 MB.", "You may drop it here. At most 20 MB.") },
      !code && { name: "code", label: t("Mã kế hoạch", "Code of the plan"), kind: "text", required: true, typenames: ["CodeTakenError"], hint: t("Ví dụ KG-CN-2023.", "For example KG-CN-2023.") },
      { name: "year", label: t("Năm", "Year"), kind: "number", hint: t("Khi tên văn bản không nêu rõ.", "If the title does not state it.") },
      { name: "lastYear", label: t("Năm cuối", "Last year"), kind: "number", hint: t("Khi kế hoạch kéo dài nhiều năm.", "If the plan is for several years.") },
      { name: "issuerCode", label: t("Cơ quan ban hành", "Issued by"), kind: "select", options: [["", t("Như văn bản nêu", "As the document says")], ...agencies] },
      !code && { name: "replaceDraft", label: t("Dự thảo cùng mã", "A draft with the same code"), kind: "checks", options: [["true", t("Thay thế dự thảo đang có", "Replace it")]] },
    ].filter(Boolean),
    submits: [
      { label: t("Xem trước, không ghi", "Preview, write nothing"), send: send(true) },
      { label: code ? t("Thay thế dự thảo", "Replace the draft") : t("Nhập thành dự thảo", "Import as a draft"), send: send(false) },
    ],
    onDone(payload) {
      if (payload.dryRun) {
        result.replaceChildren(...understood(payload.report));
        result.scrollIntoView({ block: "nearest" });
        return;
      }
      readings.keep(payload.plan.code, { report: payload.report, fileName, at: new Date().toISOString() });
      location.assign(at(`drafts/${encodeURIComponent(payload.plan.code)}`));
      if (code) location.reload();
    },
  });
  const input = made.querySelector("input[type=file]");
  made.addEventListener("dragover", event => event.preventDefault());
  made.addEventListener("drop", event => {
    event.preventDefault();
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return made;
}

function understood(report) {
  return [
    h("h3", null, t("Kết quả đọc văn bản", "What was read")),
    h("dl", { class: "figures" }, [[t("Mục", "Sections"), report.sections], [t("Nhiệm vụ", "Tasks"), report.tasks], [t("Thời hạn", "Deadlines"), report.deadlines], [t("Cơ quan", "Agencies"), report.agencies],
      [t("Đoạn chưa đọc được", "Passages not read"), report.unreadBlocks, report.unreadBlocks > 0 && "late"]]
      .map(([label, value, kind]) => h("div", { class: kind || null }, h("dt", null, label), h("dd", null, String(value))))),
    report.unknownAgencies.length > 0 && h("p", null, t("Cơ quan không có trong danh mục: ", "Agencies not in the register: "), report.unknownAgencies.join("; ")),
    warningList(t("Cần xem lại", "To be checked"), report.warnings),
  ].filter(Boolean);
}

const warningList = (heading, warnings) => warnings.length === 0 ? null : h("details", { open: true, class: "warnings" }, h("summary", null, `${heading} (${warnings.length})`),
  h("ul", null, warnings.map(each => h("li", null, t(`Dòng ${each.line}`, `Line ${each.line}`), each.label && `, ${each.label}`, ": ", each.message))));

async function draft(code) {
  const [{ planByCode: plan }, tasks] = await Promise.all([ask("Draft", { code }), all("DraftTasks", { code })]);
  if (!plan) {
    notFound(t("Không có dự thảo này", "No such draft"), t("Không có dự thảo này, dự thảo đã bị hủy, hoặc tài khoản không được xem.", "The draft does not exist or was discarded, or your account may not see it."));
    return;
  }
  document.title = plan.title;
  const isDraft = plan.status === "DRAFT";
  if (!isDraft) readings.forget(code);
  const reading = readings.of(code);
  const warnings = reading?.report.warnings ?? [];
  const labels = new Set([...plan.sections.map(section => section.label), ...tasks.map(task => task.label)]);
  const here = label => warnings.filter(warning => warning.label === label).map(warning => h("p", { class: "warning" }, "⚠ ", warning.message));
  const result = h("div", { id: "import-result", "aria-live": "polite" });
  find("content").replaceChildren(...[
    h("p", { class: "crumbs" }, h("a", { href: at("drafts") }, t("Dự thảo", "Drafts"))),
    h("h1", null, plan.title),
    h("p", null, tag(isDraft ? "amber" : "green", names.plan[plan.status]), ` ${plan.code}, ${plan.documentType}, ${years(plan)}, ${plan.issuer.name}`),
    !isDraft && h("p", null, h("a", { href: planAddress(code) }, t("Đến trang kế hoạch", "To the plan's page"))),
    reading && h("section", { id: "reading", "aria-label": t("Kết quả đọc", "What was read") },
      understood({ ...reading.report, warnings: warnings.filter(warning => !labels.has(warning.label)) }),
      h("p", { class: "note" }, t(`Đọc tệp ${reading.fileName} lúc ${time(reading.at)}. Kết quả đọc và các cảnh báo chỉ được giữ trên thiết bị này, đến khi đăng xuất. `,
        `From the file ${reading.fileName}, read at ${time(reading.at)}. This and the warnings are kept on this device alone, until you sign out. `),
      h("button", {
        type: "button", onclick: () => attempt(async () => {
          readings.forget(code);
          await draft(code);
          find("main").focus();
        }),
      }, t("Ẩn các cảnh báo", "Hide the warnings")))),
    isDraft && !reading && has("COORDINATOR") && h("p", { class: "note", id: "no-reading" }, t("Không có kết quả đọc tệp trên thiết bị này. Muốn xem lại các cảnh báo, hãy đọc lại tệp ở chế độ “Xem trước, không ghi”.",
      "What the reading of the file said is not on this device. To see the warnings again, read the file once more by “Try it, write nothing”.")),
    plan.viewerCan.publish && acting(t("Ban hành", "Publish"), form({
      id: `publish-${code}`, heading: t("Ban hành kế hoạch", "Publish the plan"), version: plan.version, onConflict: async () => {
        const { planByCode: now } = await ask("Draft", { code });
        return now && { version: now.version, text: t("Dự thảo đã được sửa. Hãy tải lại trang để xem.", "The draft was changed. Reload the page to see it.") };
      },
      fields: [{ name: "documentNumber", label: t("Số, ký hiệu văn bản", "Number of the document"), kind: "text", required: true, value: plan.documentNumber ?? "" }, { name: "issuedOn", label: t("Ngày ban hành", "Issued on"), kind: "date", required: true, value: plan.issuedOn ?? "" }],
      submits: [{ label: t("Ban hành", "Publish"), mutation: "PublishPlan", field: "publishPlan", input: values => ({ planId: plan.id, ...values }) }],
      onDone: () => location.assign(planAddress(code)),
    })),
    isDraft && has("COORDINATOR") && acting(t("Đọc lại từ tệp khác", "Read it again from another file"), await importForm(result, code), result),
    plan.viewerCan.discard && acting(t("Hủy dự thảo", "Discard the draft"), form({
      id: `discard-${code}`, heading: t("Hủy dự thảo và toàn bộ nội dung của dự thảo?", "Discard the draft and everything in it?"), version: plan.version, fields: [],
      submits: [{ label: t("Hủy dự thảo", "Discard"), isFinal: true, mutation: "DiscardDraft", field: "discardDraft", input: () => ({ planId: plan.id }) }],
      onDone() {
        readings.forget(code);
        location.assign(at("drafts"));
      },
    })),
    h("h2", null, t("Nội dung đã đọc", "The outline as it was read")),
    h("div", { id: "outline" }, plan.sections.map(section => h("section", { "aria-label": section.label },
      h("h3", { "data-depth": String(section.label.split(".").length) }, `${section.label}. ${section.heading}`), here(section.label),
      tasks.filter(task => task.section.label === section.label).map(task => taskOf(task, here(task.label), plan.viewerCan.edit && edit(code, task)))))),
  ].filter(Boolean));
  say("");
}

const deadlineKinds = {
  QUARTER: t("trong quý", "within a quarter"), MONTH: t("trong tháng", "within a month"), BEFORE_DATE: t("trước ngày", "before a day"), ON_DATE: t("ngày", "a day"), YEAR: t("trong năm", "within a year"),
  HALF_YEAR: t("6 tháng đầu, cuối năm", "half of a year"), PERIOD: t("giai đoạn", "a period"), RELATIVE: t("kể từ ngày ban hành", "from the day of issue"),
};

// What was understood wrongly is put right here. The forms are made when somebody opens them: a plan may have thousands of tasks.
function edit(code, task) {
  const details = h("details", {
    class: "act", ontoggle: async () => {
      if (!details.open || details.querySelector("form")) return;
      await attempt(async () => details.append(...await editForms(code, task)));
    },
  }, h("summary", null, t(`Sửa ${task.label}`, `Correct ${task.label}`)));
  return details;
}

async function editForms(code, task) {
  const agencies = await register();
  const shared = {
    version: task.version,
    onConflict: async () => {
      const { node } = await ask("TaskNow", { id: task.id });
      return node && { version: node.version, text: t(`Nay là: ${node.title}. ${node.content}`, `It is now: ${node.title}. ${node.content}`) };
    },
    async onDone() {
      await draft(code);
      say(t(`Đã sửa ${task.label}.`, `${task.label} is corrected.`), "green");
      const again = document.getElementById(`task-${task.label}`);
      again?.scrollIntoView({ block: "center" });
      again?.focus({ preventScroll: true });
    },
  };
  const deadlineForm = deadline => form({
    ...shared, id: `deadline-${deadline?.id ?? `new-${task.id}`}`, heading: deadline ? t(`Thời hạn ${day(deadline.dueOn)}`, `Deadline ${day(deadline.dueOn)}`) : t("Thời hạn mới", "A new deadline"),
    fields: [
      { name: "kind", label: t("Loại", "Kind"), kind: "select", required: true, value: deadline?.kind ?? "QUARTER", options: Object.entries(deadlineKinds) },
      { name: "dueOn", label: t("Ngày cuối còn đúng hạn", "Last day on time"), kind: "date", required: true, value: deadline?.dueOn },
      { name: "phrase", label: t("Nguyên văn", "Words of the plan"), kind: "text", value: deadline?.phrase },
      { name: "deliverable", label: t("Cho sản phẩm", "For the output"), kind: "text", value: deadline?.deliverable },
    ],
    submits: [
      { label: t("Lưu thời hạn", "Save the deadline"), mutation: "SetDeadline", field: "setDeadline", input: values => ({ taskId: task.id, ...deadline && { deadlineId: deadline.id }, ...values }) },
      deadline && { label: t("Xóa thời hạn", "Remove the deadline"), mutation: "RemoveDeadline", field: "removeDeadline", input: () => ({ deadlineId: deadline.id }) },
    ].filter(Boolean),
  });
  return [
    form({
      ...shared, id: `text-${task.id}`, heading: t("Nội dung", "Text"),
      fields: [
        { name: "title", label: t("Tên ngắn", "Short title"), kind: "text", required: true, value: task.title },
        { name: "content", label: t("Nội dung", "Text"), kind: "textarea", required: true, value: task.content },
        { name: "expectedOutput", label: t("Sản phẩm", "Output"), kind: "textarea", value: task.expectedOutput },
      ],
      submits: [{ label: t("Lưu nội dung", "Save the text"), mutation: "UpdateTask", field: "updateTask", input: values => ({ taskId: task.id, ...values }) }],
    }),
    form({
      ...shared, id: `bodies-${task.id}`, heading: t("Phân công", "Assignments"),
      fields: [
        { name: "agencyId", label: t("Cơ quan", "Agency"), kind: "select", required: true, typenames: ["AgencyNotFoundError"], options: [["", "–"], ...agencies.map(agency => [agency.id, agency.name])] },
        { name: "role", label: t("Vai trò", "Role"), kind: "select", required: true, options: [["LEAD", t("Chủ trì", "Lead")], ["CO_LEAD", t("Cùng chủ trì", "Co-lead")], ["COORDINATE", t("Phối hợp", "Coordination")]] },
      ],
      submits: [
        { label: t("Giao", "Assign"), mutation: "AssignAgency", field: "assignAgency", input: values => ({ taskId: task.id, ...values }) },
        { label: t("Bỏ phân công", "Unassign"), mutation: "UnassignAgency", field: "unassignAgency", input: ({ agencyId }) => ({ taskId: task.id, agencyId }) },
      ],
    }),
    ...task.deadlines.map(deadlineForm), deadlineForm(null),
  ];
}

const acting = (summary, ...content) => h("details", { class: "act" }, h("summary", null, summary), content);

// The text on one side, what was understood of it on the other.
function taskOf(task, warnings, ...more) {
  const bodies = list => list.map(agency => agency.name).join("; ");
  const item = (term, text) => text && h("div", null, h("dt", null, term), h("dd", null, text));
  return h("article", { class: "entry sides", id: `task-${task.label}`, tabindex: "-1", "aria-label": task.label },
    h("div", null, h("p", null, h("strong", null, h("a", { href: taskAddress(task) }, task.label)), " ", task.content)),
    h("div", null, warnings, h("dl", { class: "facts" },
      item(t("Chủ trì", "Lead"), task.leadAgency?.name ?? t("Chưa giao", "None")),
      item(t("Cùng chủ trì", "Co-leads"), bodies(task.coLeads)),
      item(t("Phối hợp", "Coordination"), [bodies(task.coordinators), task.openCoordinationPhrase].filter(Boolean).join("; ")),
      item(t("Thời hạn", "Deadlines"), task.deadlines.map(each => `${day(each.dueOn)} (${each.phrase})`).join("; ")),
      item(t("Sản phẩm", "Output"), task.expectedOutput)), more));
}
