// Forms that change something. What is typed survives a reload (a draft on this device, until it is sent or thrown away); nothing is done twice (an
// idempotency key that stays with what was typed); a refusal stands at its field; where somebody else was quicker, the form says what has become of it.
import { attempt, viewer } from "./app.js";
import { ask, SignInNeeded } from "./api.js";
import { dateField } from "./dates.js";
import { h, t, uuid } from "./dom.js";

// fields: { name, label, kind: text | textarea | date | number | url | select | checks | radios | evidence, options: [[value, label]], required, hint, when(values) }
// submits: [{ label, mutation, field, input(values) }], or { label, send(values) } for what is no mutation of its own. onDone(payload) is told of success; onConflict() gives { version, text } of what is there now.
export function form({ id, heading, fields, submits, version, onDone, onConflict }) {
  const draftKey = `draft:${viewer.subject}:${id}`;
  const saved = JSON.parse(localStorage.getItem(draftKey) ?? "null");
  let attemptKey = saved?.key ?? uuid();
  let sent = saved?.sent ?? null;
  let currentVersion = version;
  let isBusy = false;

  const controls = fields.map(field => control(id, field, saved?.values?.[field.name]));
  const values = () => Object.fromEntries(controls.filter(each => !each.element.hidden).map(each => [each.field.name, each.read()]));
  const typed = () => Object.fromEntries(controls.map(each => [each.field.name, each.read()]));
  const before = JSON.stringify(typed());

  const notice = h("div", { role: "alert", class: "notice" });
  const restored = h("p", { class: "note" }, t("Đã khôi phục nội dung chưa gửi. ", "Your unsent input is restored. "),
    h("button", { type: "button", onclick: forget }, t("Xóa nội dung này", "Discard it")));
  restored.hidden = !saved;
  const buttons = submits.map((submit, index) => h("button", { type: "submit", value: String(index), class: submit.isFinal ? "final" : index === 0 && "main" }, submit.label));
  const made = h("form", {
    id, novalidate: true, "aria-labelledby": `${id}-heading`, onsubmit: event => {
      event.preventDefault();
      send(submits[Number(event.submitter?.value ?? 0)]);
    },
    oninput: save, onchange: save,
  }, h("h3", { id: `${id}-heading`, tabindex: "-1" }, heading), restored, notice, controls.map(each => each.element), h("p", { class: "buttons" }, buttons));
  arrange();
  return made;

  function arrange() {
    const now = typed();
    for (const { field, element } of controls) if (field.when) element.hidden = !field.when(now);
  }

  function save() {
    arrange();
    if (!isBusy) keep();
  }

  function keep() {
    if (JSON.stringify(typed()) === before && sent === null) localStorage.removeItem(draftKey);
    else localStorage.setItem(draftKey, JSON.stringify({ values: typed(), key: attemptKey, sent }));
  }

  function forget() {
    localStorage.removeItem(draftKey);
    made.replaceWith(form({ id, heading, fields, submits, version: currentVersion, onDone, onConflict }));
    document.getElementById(`${id}-heading`).focus();
  }

  async function send(submit) {
    if (isBusy) return;
    notice.replaceChildren();
    for (const each of controls) each.refuse("");
    const missing = controls.filter(({ field, element, read }) => field.required && !element.hidden && (read() === null || read() === "" || read()?.length === 0));
    for (const each of missing) each.refuse(t("Phải nhập nội dung này.", "This field is required."));
    const faulty = controls.filter(({ element, fault }) => !element.hidden && fault?.());
    for (const each of faulty) each.refuse(...[each.fault()].flat());
    const unfit = controls.filter(each => missing.includes(each) || faulty.includes(each));
    if (unfit.length > 0) {
      unfit[0].focus();
      return;
    }
    const input = submit.send ? {} : { ...submit.input(values()), ...currentVersion !== undefined && { expectedVersion: currentVersion } };
    // The same attempt again, after a network fault or a reload, is the same to the server; anything else is a new one.
    const text = JSON.stringify([submit.mutation, input]);
    if (sent !== null && sent !== text) attemptKey = uuid();
    sent = text;
    keep();
    busy(true);
    try {
      const payload = submit.send ? await submit.send(values()) : (await ask(submit.mutation, { input: { ...input, idempotencyKey: attemptKey } }))[submit.field];
      if (payload.errors?.length > 0) await refuse(payload.errors);
      else {
        localStorage.removeItem(draftKey);
        await attempt(() => onDone(payload));
      }
    } catch (fault) {
      const meant = fault.place && controls.find(each => each.owns({ field: fault.place }));
      if (fault instanceof SignInNeeded) await attempt(() => { throw fault; });
      else if (meant) {
        meant.refuse(t("Giá trị này không hợp lệ.", "This is not a valid value."), fault.place);
        meant.focus();
      }
      else tell(h("p", null, fault.message), h("p", null, t("Nội dung đã nhập vẫn còn. Gửi lại không tạo ra hai bản.", "Your input is kept. Sending it again does not create a second one.")));
    } finally {
      busy(false);
    }
  }

  function busy(is) {
    isBusy = is;
    made.setAttribute("aria-busy", String(is));
    for (const button of buttons) button.disabled = is;
  }

  function tell(...lines) {
    notice.replaceChildren(...lines);
    notice.scrollIntoView({ block: "nearest" });
  }

  async function refuse(errors) {
    const others = [];
    let first = null;
    for (const error of errors) {
      const field = error.__typename === "VersionConflictError" ? null : controls.find(each => each.owns(error));
      if (field && !field.element.hidden) {
        field.refuse(error.message, error.field);
        first ??= field;
      } else if (error.__typename === "VersionConflictError" && onConflict) {
        const now = await onConflict();
        currentVersion = now?.version ?? error.currentVersion;
        others.push(h("p", null, h("strong", null, t("Người khác vừa thay đổi. ", "Somebody else has just changed this. ")), now?.text ?? ""),
          h("p", null, t("Nội dung đã nhập vẫn còn. Hãy xem lại rồi gửi lần nữa nếu vẫn đúng.", "Your input is kept. Check it, and send it again if it is still right.")));
      } else others.push(h("p", null, error.message));
    }
    if (others.length > 0) tell(...others);
    first?.focus();
  }
}

function control(form, field, saved) {
  const id = `${form}-${field.name}`;
  const error = h("p", { class: "error", id: `${id}-error` });
  const hint = field.hint && h("p", { class: "note", id: `${id}-hint` }, field.hint);
  const described = { "aria-describedby": [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(" ") };
  const label = [field.label, field.required && h("span", { class: "required" }, t(" (bắt buộc)", " (required)"))];
  const value = saved ?? field.value ?? null;
  const kinds = { checks, radios, evidence, date };
  const { element, read, inputs, fault } = (kinds[field.kind] ?? single)();
  return {
    field, element, read, fault, refuse,
    focus: () => (inputs().find(input => input.getAttribute("aria-invalid") === "true") ?? inputs()[0] ?? element).focus(),
    owns: ({ field: name, __typename: kind }) => name?.split(".")[0] === field.name || (field.typenames ?? []).includes(kind),
  };

  // place: "evidence.0.url" is the second input of the first line.
  function refuse(text, place) {
    error.textContent = text;
    const path = place?.split(".") ?? [];
    for (const input of inputs()) {
      const isMeant = text && (path.length < 3 || input.dataset.place === path.slice(1).join("."));
      if (isMeant) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  function date() {
    error.setAttribute("aria-live", "polite");
    const { max, ...attributes } = field.attributes ?? {};
    const made = dateField({ id, label: `${id}-label`, value, max, refuse, attributes: { name: field.name, required: field.required, ...described, ...attributes } });
    return {
      element: h("div", { class: "field" }, h("label", { for: id, id: `${id}-label` }, label), hint, made.element, error),
      inputs: () => [made.input], read: made.read, fault: made.fault,
    };
  }

  function single() {
    const shared = { id, name: field.name, required: field.required, "aria-required": field.required && "true", ...described, ...field.attributes };
    if (field.kind === "file") {
      // The browser's own words for it are in the browser's language: the field lies over ours, and takes what is dropped there.
      const name = h("span", { "aria-hidden": "true" }, t("Chưa chọn tệp", "No file chosen"));
      const chooser = h("input", { type: "file", ...shared, onchange: () => { name.textContent = chooser.files[0]?.name ?? t("Chưa chọn tệp", "No file chosen"); } });
      return {
        element: h("div", { class: "field" }, h("label", { for: id }, label), hint, h("div", { class: "file" }, h("span", { class: "button", "aria-hidden": "true" }, t("Chọn tệp", "Choose a file")), name, chooser), error),
        inputs: () => [chooser], read: () => chooser.files[0] ?? null,
      };
    }
    const input = field.kind === "textarea" ? h("textarea", { rows: 4, ...shared, value: value ?? "" })
      : field.kind === "select" ? h("select", shared, field.options.map(([key, text]) => h("option", { value: key }, text)))
        : h("input", { type: field.kind, ...shared, value: value ?? "" });
    if (field.kind === "select" && value !== null) input.value = value;
    return {
      element: h("div", { class: "field" }, h("label", { for: id }, label), hint, input, error),
      inputs: () => [input],
      read: () => input.value.trim() === "" ? null : field.kind === "number" ? Number(input.value) : input.value,
    };
  }

  function group(type) {
    const chosen = new Set(value ?? []);
    const inputs = field.options.map(([key, text], index) => [h("input", { type, id: `${id}-${index}`, name: type === "radio" ? id : field.name, value: key, checked: chosen.has(key), ...described }), text]);
    return {
      inputs: () => inputs.map(([input]) => input),
      element: h("fieldset", { class: "field" }, h("legend", null, label), hint, inputs.map(([input, text], index) => h("p", { class: "choice" }, input, " ", h("label", { for: `${id}-${index}` }, text))), error),
      read: () => inputs.filter(([input]) => input.checked).map(([input]) => input.value),
    };
  }

  function checks() {
    return group("checkbox");
  }

  function radios() {
    const made = group("radio");
    return { ...made, read: () => made.read()[0] ?? null };
  }

  // Lines of title, address and number of a document.
  function evidence() {
    const lines = h("ol", { class: "lines" });
    const parts = [["title", t("Tên văn bản, tài liệu", "Title"), "text"], ["url", t("Địa chỉ (https://…)", "Address (https://…)"), "url"], ["documentNumber", t("Số, ký hiệu", "Number"), "text"]];
    const add = saved => {
      const index = lines.children.length;
      const line = h("li", null, parts.map(([name, text, type]) => h("label", null, text, h("input", { type, value: saved?.[name] ?? "", "data-place": `${index}.${name}`, "data-name": name, ...described }))),
        h("button", {
          type: "button", onclick: () => {
            line.remove();
            [...lines.children].forEach((each, at) => each.querySelectorAll("input").forEach(input => { input.dataset.place = `${at}.${input.dataset.name}`; }));
            adder.focus();
            adder.dispatchEvent(new Event("change", { bubbles: true }));
          },
        }, t("Xóa dòng này", "Remove")));
      lines.append(line);
      return line;
    };
    const adder = h("button", { type: "button", id: `${id}-add`, onclick: () => add().querySelector("input").focus() }, t("Thêm tài liệu", "Add a document"));
    const lineValues = () => [...lines.children].map(line => Object.fromEntries([...line.querySelectorAll("input")].map(input => [input.dataset.name, input.value.trim() || null])));
    for (const each of value ?? []) add(each);
    return {
      inputs: () => [...lines.querySelectorAll("input"), adder],
      element: h("fieldset", { class: "field" }, h("legend", null, label), hint, lines, adder, error),
      read: () => lineValues().filter(line => Object.values(line).some(Boolean)),
      fault() {
        const all = lineValues();
        const index = all.findIndex(({ title, url, documentNumber }) => (title || url || documentNumber) && (!title || !isAddress(url)));
        if (index < 0) return "";
        return all[index].title ? [t("Hãy nhập địa chỉ đầy đủ của tài liệu, bắt đầu bằng https://.", "Enter the full address of the document, beginning with https://."), `evidence.${index}.url`]
          : [t("Hãy nhập tên của tài liệu.", "Enter the title of the document."), `evidence.${index}.title`];
      },
    };
  }
}

function isAddress(text) {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
