// The frame of all pages: who is here, the navigation with its counts, and the page that the address names.
import { ask, endSession, enterToken, forgetToken, hasEnteredToken, onChange, session, SignInNeeded } from "./api.js";
import { at, find, h, language, root, t } from "./dom.js";

const path = decodeURIComponent(location.pathname.slice(root.pathname.length));
const pages = [
  [/^$|^plans\/([^/]+)$/, "plan.js"],
  [/^my-work$/, "work.js"],
  [/^tasks\/([^/]+)\/(.+)$/, "task.js"],
  [/^plans\/([^/]+)\/report$/, "report.js"],
  [/^drafts(?:\/([^/]+))?$/, "drafts.js"],
];

export const viewer = { subject: null, name: null, agency: null, roles: [] };
export const has = (...roles) => roles.some(role => viewer.roles.includes(role));

export function say(text, kind = "") {
  find("message").className = kind;
  find("message").textContent = text;
}

// In place of what the address names.
export function notFound(heading, reason) {
  document.title = heading;
  find("content").replaceChildren(h("h1", null, heading), h("p", null, reason), h("p", null, h("a", { href: at(".") }, t("Đến trang kế hoạch", "To the plan"))));
}

export const noPlan = () => notFound(t("Không có kế hoạch này", "No such plan"), t("Không có kế hoạch này, hoặc tài khoản không được xem.", "The plan does not exist, or your account may not see it."));

let current = {};
const listeners = [];

// What a page wants to do when something has changed; several changes at once are one call.
export const whenChanged = listener => listeners.push(listener);

// Runs work, and says what went wrong, with a button that tries again: signing in first where that is needed.
export async function attempt(work) {
  try {
    return await work();
  } catch (fault) {
    if (fault.name === "AbortError") return undefined;
    if (fault instanceof SignInNeeded) askToSignIn(fault.message);
    else {
      say(fault.message, "red");
      find("message").append(" ", h("button", { type: "button", onclick: () => again(work) }, t("Thử lại", "Try again")));
    }
    return undefined;
  }
}

function again(work) {
  say(t("Đang tải…", "Loading…"));
  return attempt(async () => {
    await work();
    if (find("message").className === "") say("");
    find("main").focus();
  });
}

function askToSignIn(reason) {
  if (hasEnteredToken()) forgetToken();
  say(reason, reason && "red");
  drawHeader();
  const input = h("input", { id: "token", name: "token", type: "password", autocomplete: "off", spellcheck: "false", required: true, "aria-describedby": "message" });
  const failed = new URLSearchParams(location.search).get("sign-in") === "failed";
  const here = new URL(location.href);
  here.searchParams.delete("sign-in");
  const address = new URL("sign-in", root);
  address.searchParams.set("return", "/" + here.href.slice(root.href.length));
  address.searchParams.set("lang", language);
  // What somebody is typing stays where it is, in the drafts of the forms.
  find("content").replaceChildren(h("section", { id: "sign-in", "aria-labelledby": "sign-in-heading" },
    h("h1", { id: "sign-in-heading" }, t("Đăng nhập", "Sign in")),
    failed && h("p", { class: "red", role: "alert" }, t("Đăng nhập không thành công. Hãy thử lại, hoặc liên hệ người quản trị hệ thống.", "Sign-in failed. Try again, or ask the administrator of the system.")),
    current.signIn && h("p", null, t("Kế hoạch chỉ dành cho người có tài khoản của tỉnh. ", "The plan is for people with an account of the province. "), h("a", { class: "button", href: address.href }, t("Đăng nhập", "Sign in"))),
    h("details", { open: !current.signIn },
      h("summary", null, t("Dùng mã truy cập", "Use a token")),
      h("form", {
        onsubmit: event => {
          event.preventDefault();
          enterToken(input.value);
          start(true);
        },
      },
      h("p", null, t("Mã do hệ thống đăng nhập của tỉnh cấp, và chỉ được giữ trong thẻ trình duyệt này, đến khi đóng thẻ hoặc đăng xuất.",
        "Tokens come from the province's sign-in service. It is kept in this browser tab alone, until you close the tab or sign out.")),
      h("p", null, h("label", { for: "token" }, t("Mã truy cập (token)", "Token"))),
      h("p", null, input, " ", h("button", { class: "main" }, t("Tiếp tục", "Continue")))))));
  document.title = t("Đăng nhập", "Sign in");
}

function signOut(isEverywhere) {
  // What was typed but not sent is nobody else's to read.
  for (const key of Object.keys(localStorage)) if (/^(draft|reading):/.test(key)) localStorage.removeItem(key);
  forgetToken();
  if (current.signedIn) attempt(() => endSession(isEverywhere));
  else location.assign(at("."));
}

function drawHeader(counts = {}) {
  const link = (address, text, count) => {
    const isHere = address === path || (address === "" && /^plans\/[^/]+$/.test(path)) || (address === "drafts" && path.startsWith("drafts/"));
    return h("li", null, h("a", { href: at(address || "."), "aria-current": isHere && "page" }, text,
      count > 0 && [" ", h("span", { class: "count" }, count, h("span", { class: "unseen" }, t(" việc", " open")))]));
  };
  const other = new URL(location.href);
  other.searchParams.set("lang", language === "en" ? "vi" : "en");
  find("header").replaceChildren(h("div", { class: "frame" },
    h("nav", { "aria-label": t("Chính", "Main") }, h("ul", null,
      link("", t("Kế hoạch", "Plan")),
      has("AGENCY", "COORDINATOR", "APPROVER") && link("my-work", t("Việc của tôi", "My work"), counts.work),
      has("COORDINATOR", "APPROVER") && link("drafts", t("Dự thảo", "Drafts"), counts.drafts))),
    h("div", { class: "who" },
      viewer.subject && h("span", null, [viewer.name ?? viewer.subject, viewer.agency?.name].filter(Boolean).join(", ")),
      h("a", { href: other.href, lang: language === "en" ? "vi" : "en", hreflang: language === "en" ? "vi" : "en" }, language === "en" ? "Tiếng Việt" : "English"),
      (current.signedIn || hasEnteredToken()) && h("button", { type: "button", id: "sign-out", onclick: () => signOut(false) }, t("Đăng xuất", "Sign out")),
      current.token && !hasEnteredToken() && h("button", { type: "button", onclick: () => askToSignIn("") }, t("Đăng nhập", "Sign in")))));
}

function drawFooter() {
  find("footer").replaceChildren(h("div", { class: "frame" },
    h("p", null, t("Số liệu lấy trực tiếp từ ", "All data come from the system's "), h("a", { id: "api", href: at("graphql") }, t("giao diện GraphQL", "GraphQL API")),
      t(" của hệ thống. Hôm nay là ngày theo giờ Việt Nam.", ". Today is the date in Viet Nam.")),
    current.signedIn && h("button", { type: "button", id: "sign-out-everywhere", onclick: () => signOut(true) }, t("Đăng xuất khỏi mọi thiết bị", "Sign out on all devices"))));
}

async function refreshCounts() {
  if (!has("AGENCY", "COORDINATOR", "APPROVER")) return;
  const [isAgency, isCoordinator, isApprover] = [has("AGENCY") && viewer.agency !== null, has("COORDINATOR"), has("APPROVER")];
  const found = await ask("Counts", { agency: viewer.agency?.code ?? "", isAgency, isCoordinator, isApprover });
  const open = connection => connection?.totalCount ?? 0;
  drawHeader({
    work: open(found.due) + latestReturned(found.returned).length + open(found.reports) + open(found.amendments) + open(found.decisions),
    drafts: open(found.drafts),
  });
}

// A report that was sent back is open until its agency has sent the next one.
export const latestReturned = connection => (connection?.nodes ?? []).filter(report => report.task.progressReports.nodes[0]?.id === report.id);

async function start(focus) {
  say(t("Đang tải…", "Loading…"));
  await attempt(async () => {
    // The page's script comes while the server says who is here.
    const [pattern, file] = pages.find(([known]) => known.test(path)) ?? [];
    const script = file && import(`./${file}`);
    script?.catch(() => {});
    current = await session();
    const { me } = await ask("Me", {});
    Object.assign(viewer, me);
    drawHeader();
    drawFooter();
    if (!file) {
      say("");
      notFound(t("Không có trang này", "No such page"), t("Địa chỉ không đúng, hoặc trang đã được chuyển đi.", "The address is wrong, or the page has moved."));
      return;
    }
    const page = await script;
    find("content").replaceChildren();
    await page.show(...path.match(pattern).slice(1));
    if (find("message").className === "") say("");
    if (focus) find("main").focus();
    attempt(refreshCounts);
    if (!has("AGENCY", "COORDINATOR", "APPROVER", "READER", "ADMIN")) return;
    let timer = null;
    onChange(change => {
      changes.push(change);
      timer ??= setTimeout(() => {
        timer = null;
        const seen = changes.splice(0);
        attempt(refreshCounts);
        for (const listener of listeners) attempt(() => listener(seen));
      }, 400);
    });
  });
}
const changes = [];

// On paper nothing can be opened.
addEventListener("beforeprint", () => {
  for (const block of document.querySelectorAll("details:not(.act, .screen, [open])")) {
    block.open = true;
    block.dispatchEvent(new Event("toggle"));
    addEventListener("afterprint", () => { block.open = false; }, { once: true });
  }
});

document.documentElement.lang = language;
document.querySelector(".skip").textContent = t("Đến nội dung chính", "Skip to the content");
drawHeader();
drawFooter();
start(false);
