// A day is typed and shown as officials write it, dd/mm/yyyy; addresses and requests hold YYYY-MM-DD. The browser's own date field follows the browser's
// language, whatever the page's is: it is only the calendar behind the button.
import { day, h, svg, t } from "./dom.js";

const example = "31/12/2022";
const orders = [/^(?<date>\d{1,2})[-/. ](?<month>\d{1,2})[-/. ](?<year>\d{4})$/, /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})$/,
  // The digits that a phone offers come without a slash.
  /^(?<date>\d\d)(?<month>\d\d)(?<year>\d{4})$/];

// { day: "YYYY-MM-DD" or null where nothing stands there, fault: what is wrong, or "" }
export function readDay(text) {
  const typed = text.trim();
  if (typed === "") return { day: null, fault: "" };
  const found = orders.map(order => order.exec(typed)?.groups).find(Boolean);
  if (!found) return { day: null, fault: t(`Hãy nhập ngày/tháng/năm, năm đủ bốn chữ số, ví dụ ${example}.`, `Enter day/month/year, the year in four digits, for example ${example}.`) };
  const value = `${found.year}-${found.month.padStart(2, "0")}-${found.date.padStart(2, "0")}`;
  const moment = new Date(`${value}T00:00:00Z`);
  const isReal = !Number.isNaN(moment.valueOf()) && moment.toISOString().startsWith(value) && Number(found.year) >= 1900;
  return isReal ? { day: value, fault: "" } : { day: null, fault: t(`Không có ngày ${day(value)}.`, `There is no day ${day(value)}.`) };
}

// A text field with its calendar. onDay(day) is told when somebody has chosen or finished typing a day, or has emptied the field; refuse(text) says what is
// wrong at the field, or by "" that nothing is.
export function dateField({ id, label, value, attributes, max, onDay, refuse }) {
  const input = h("input", {
    id, type: "text", class: "day-text", inputmode: "numeric", autocomplete: "off", spellcheck: "false", placeholder: t("ngày/tháng/năm", "dd/mm/yyyy"), value: shownOf(value), ...attributes,
    // At once, not when the field is left: what is below moves up, and a click on it would miss.
    oninput: () => input.hasAttribute("aria-invalid") && readDay(input.value).fault === "" && refuse(""),
    onchange: () => {
      const found = readDay(input.value);
      refuse(found.fault);
      if (found.fault) return;
      input.value = day(found.day);
      onDay?.(found.day);
    },
  });
  const canPick = "showPicker" in HTMLInputElement.prototype;
  // It has a place, so that the calendar opens there, and is nothing that anybody sees, reaches by Tab or is read.
  const picker = canPick && h("input", {
    type: "date", class: "day-picker", tabindex: "-1", "aria-hidden": "true", max, onchange: event => {
      event.stopPropagation();
      if (picker.value === "") return;
      input.value = day(picker.value);
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    },
  });
  const opener = canPick && h("button", {
    type: "button", class: "day-opener", "aria-label": t("Chọn trên lịch", "Choose in a calendar"), "aria-describedby": label, onclick: () => {
      picker.value = readDay(input.value).day ?? "";
      try {
        picker.showPicker();
      } catch {
        // A browser that may not open it, as within another site's page: typing is always there.
        opener.hidden = true;
        input.focus();
      }
    },
  }, svg("svg", { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" },
    svg("path", { d: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.5v3.5M10.5 1.5v3.5", fill: "none", stroke: "currentColor", "stroke-width": "1.5" })));
  return {
    input,
    element: h("span", { class: "day-field" }, input, opener, picker),
    // What is no day stays as it was typed.
    read: () => readDay(input.value).day ?? (input.value.trim() || null),
    fault: () => readDay(input.value).fault,
    set(next) {
      input.value = shownOf(next);
      refuse("");
    },
  };
}

const shownOf = value => value && readDay(value).day ? day(readDay(value).day) : value ?? "";

// The field of a page's "as of", with its label, what stands beside it, and the place for what is wrong.
export function asOfField(value, onDay, ...beside) {
  const error = h("span", { class: "error", id: "day-error", "aria-live": "polite" });
  const refuse = text => {
    error.textContent = text;
    if (text) field.input.setAttribute("aria-invalid", "true");
    else field.input.removeAttribute("aria-invalid");
  };
  const field = dateField({
    id: "day", label: "day-label", value, attributes: { required: true, "aria-describedby": "day-error" }, refuse,
    onDay: chosen => chosen ? onDay(chosen) : refuse(t("Phải nhập ngày.", "Enter a day.")),
  });
  return { ...field, element: h("p", { class: "as-of" }, h("label", { for: "day", id: "day-label" }, t("Tính đến ngày", "As of")), field.element, beside, error) };
}
