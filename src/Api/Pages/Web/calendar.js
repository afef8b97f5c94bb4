// The addresses by which calendar programs read deadlines: made, shown once, copied, revoked.
import { rest } from "./api.js";
import { attempt, say, viewer } from "./app.js";
import { at, day, h, language, t, time } from "./dom.js";

const keys = "api/v1/calendar-keys";

// of: { plan: code } or { agency: code }
export function calendarOf(of) {
  const made = h("div", { role: "status" });
  const list = h("div");
  const block = h("details", { class: "screen", id: "calendar" },
    h("summary", null, t("Lịch thời hạn", "Calendar")),
    h("p", null, t(
      "Xem các thời hạn trong Outlook, Google Lịch hoặc trên điện thoại, có nhắc trước một tuần. Ai có địa chỉ đều xem được lịch với quyền của người tạo vào lúc tạo: hãy giữ như mật khẩu.",
      "See the deadlines in Outlook, Google Calendar or on a phone, with a reminder a week before. Whoever has the address reads the calendar with the rights that you have when you make it: keep it like a password.")),
    h("p", null, h("button", { type: "button", onclick: () => attempt(make) }, t("Tạo địa chỉ", "Create an address"))),
    made, list);
  block.addEventListener("toggle", () => { if (block.open) attempt(draw); });

  async function make() {
    const { id, key } = await rest("POST", keys, of);
    made.dataset.id = id;
    const address = at(`calendar/${key}.ics`) + (language === "en" ? "?lang=en" : "");
    const field = h("input", { id: "calendar-address", type: "text", readonly: true, value: address, onfocus: event => event.target.select() });
    made.replaceChildren(h("div", { class: "field" },
      h("label", { for: "calendar-address" }, t("Địa chỉ của lịch, chỉ hiển thị một lần", "Address of the calendar, shown only once")), field),
    h("p", { class: "buttons" },
      h("button", { type: "button", onclick: () => copy(field) }, t("Sao chép địa chỉ", "Copy the address")),
      h("a", { class: "button", href: address.replace(/^https?:/, "webcal:") }, t("Mở bằng chương trình lịch", "Open in a calendar program"))));
    await draw();
    field.focus();
  }

  async function copy(field) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say(t("Đã sao chép địa chỉ của lịch.", "The address of the calendar is copied."), "green");
    } catch {
      say(t("Trình duyệt không cho phép sao chép. Địa chỉ đã được chọn sẵn; hãy sao chép bằng bàn phím.", "The browser does not allow copying. The address is selected; copy it with the keyboard."));
    }
  }

  async function draw() {
    const { nodes } = await rest("GET", keys);
    const own = nodes.filter(each => each.plan === (of.plan ?? null) && each.agency === (of.agency ?? null));
    list.replaceChildren(...own.length === 0 ? [] : [
      h("p", { id: "calendar-keys" }, t("Các địa chỉ đã tạo:", "Your addresses:")), h("ul", { class: "lines", "aria-labelledby": "calendar-keys" }, own.map(line))]);
  }

  function line(key) {
    const others = viewer.roles.includes("ADMIN") ? `${key.createdBy}, ` : "";
    const text = t(`${others}tạo lúc ${time(key.createdAt)}, hết hạn ngày ${day(key.expiresAt)}`, `${others}made at ${time(key.createdAt)}, expires on ${day(key.expiresAt)}`);
    return h("li", null, key.name ? `${key.name}: ${text} ` : `${text} `,
      h("button", { type: "button", "aria-label": t(`Thu hồi địa chỉ ${text}`, `Revoke the address ${text}`), onclick: () => attempt(() => revoke(key)) }, t("Thu hồi", "Revoke")));
  }

  async function revoke(key) {
    await rest("DELETE", `${keys}/${key.id}`);
    if (made.dataset.id === key.id) made.replaceChildren();
    await draw();
    block.querySelector("button").focus();
    say(t("Đã thu hồi địa chỉ của lịch.", "The address of the calendar is revoked."), "green");
  }

  return block;
}
