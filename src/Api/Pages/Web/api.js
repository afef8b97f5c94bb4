// How the pages ask the API, and as whom: with the token that a person has entered, kept for this tab alone; as whoever has signed in at the provider, whose
// token stays on the server (the header tells it that a page of its own asks, and no other site); in Development with one that the server lends; with none,
// where a gateway in front has signed the person in and adds its own.
import documents from "./documents.js";
import { at, language, t } from "./dom.js";

const own = { "X-KGPlanGraph": "1", "Accept-Language": language };
let token = sessionStorage.getItem("token");
let isEntered = token !== null;

export class SignInNeeded extends Error {}

export const hasEnteredToken = () => isEntered;

// With or without "Bearer" before it, as it was copied from wherever.
export function enterToken(text) {
  token = text.trim().replace(/^(authorization:\s*)?bearer\s+/i, "").replace(/^["']|["']$/g, "");
  isEntered = true;
  sessionStorage.setItem("token", token);
}

export function forgetToken() {
  token = null;
  isEntered = false;
  sessionStorage.removeItem("token");
}

// { signIn: whether people sign in at a provider, signedIn: whether this one has, token: the lent one }
export async function session() {
  const answer = await send("session", {});
  const found = answer.ok ? await answer.json() : {};
  if (found.token && !isEntered) token = found.token;
  return found;
}

// Here and at the provider; everywhere: on this person's other devices too.
export async function endSession(isEverywhere) {
  const answer = await send(`sign-out${isEverywhere ? "?everywhere=true" : ""}`, { method: "POST" });
  location.assign(answer.ok ? (await answer.json()).location : at("."));
}

async function send(path, options) {
  const headers = { ...own, ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  return reading(fetch(at(path), { ...options, headers }));
}

// What the network gives, or words for whoever waits for it.
async function reading(promise) {
  try {
    return await promise;
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new Error(t("Không kết nối được máy chủ. Hãy kiểm tra mạng rồi thử lại.", "The server cannot be reached. Check the network, then try again."));
  }
}

function check(answer) {
  if (answer.status === 401) throw new SignInNeeded(token
    ? t("Mã truy cập không hợp lệ hoặc đã hết hạn. Hãy nhập mã khác.", "The token is not valid, or has expired. Enter another one.") : "");
  if (answer.status === 429) throw new Error(t("Đã gửi quá nhiều yêu cầu. Hãy thử lại sau một phút.", "Too many requests. Try again in a minute."));
  if (!answer.headers.get("Content-Type")?.includes("json"))
    throw new Error(t(`Máy chủ không trả lời được (${answer.status}). Hãy thử lại sau.`, `The server could not answer (${answer.status}). Try again later.`));
}

// The data of a document of these pages, by its name. Documents are trusted ones: their hash is enough.
export async function ask(name, variables, signal) {
  const answer = await request(name, variables, "application/json", signal);
  const { data, errors } = await reading(answer.json());
  refuse((errors ?? []).map(error => ({ code: error.extensions?.code, text: error.message, place: placeIn(error.message) })));
  return data;
}

// All rows of the document's one list, on one snapshot and in one request, however many there are.
export async function all(name, variables, signal) {
  const answer = await request(name, variables, "application/jsonl", signal);
  if (!answer.ok) {
    const { code, detail, title } = await answer.json();
    refuse([{ code, text: detail ?? title }]);
  }
  return (await reading(answer.text())).split("\n").filter(Boolean).map(line => JSON.parse(line));
}

async function request(name, variables, type, signal) {
  const answer = await send("graphql", {
    method: "POST", signal, headers: { "Content-Type": "application/json", Accept: type }, body: JSON.stringify({ id: documents[name].id, variables }),
  });
  check(answer);
  return answer;
}

// What is no value of its type is said of the request as a whole: "$input.evidence[0].url" is "evidence.0.url" of its form.
const placeIn = text => /\$input\.([\w.[\]]+)/.exec(text)?.[1].replace(/\[(\d+)\]/g, ".$1");

function refuse(errors) {
  const codes = errors.map(error => error.code);
  if (codes.includes("AUTH_NOT_AUTHENTICATED")) throw new SignInNeeded("");
  if (codes.includes("AUTH_NOT_AUTHORIZED")) throw new SignInNeeded(isEntered
    ? t("Mã truy cập này không có quyền xem kế hoạch. Hãy nhập mã khác.", "This token may not see the plan. Enter another one.")
    : t("Tài khoản không có quyền xem nội dung này. Hãy liên hệ người quản trị hệ thống.", "Your account may not see this. Ask the administrator of the system."));
  if (errors.length > 0) throw Object.assign(new Error(errors[0].text), { place: errors[0].place });
}

export const textOf = name => documents[name].text;

// POST of a file; what comes is the payload or a problem.
export const post = (path, body, type) => call("POST", path, body, type);

// Of an address that is not GraphQL's; `json` is sent where it is given.
export const rest = (method, path, json) => call(method, path, json && JSON.stringify(json), json && "application/json");

async function call(method, path, body, type) {
  const answer = await send(path, { method, body, headers: type ? { "Content-Type": type } : {} });
  if (answer.status === 204) return null;
  check(answer);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.detail ?? found.title);
  return found;
}

// A link could not say who asks: the file is fetched, then given to the browser.
export async function download(path, name) {
  const answer = await send(path, {});
  if (!answer.ok) {
    check(answer);
    throw new Error((await answer.json()).detail);
  }
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

// Calls back for each change that the caller may see, while the page is in sight: browsers allow few connections to one server. What happened meanwhile is
// not told one by one; the first call after coming back is without a change.
export function onChange(callback) {
  let stop = null;
  let wait = 1000;
  let isFirst = true;
  const connect = async signal => {
    while (!signal.aborted) {
      try {
        const answer = await send("graphql", {
          method: "POST", signal, headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
          body: JSON.stringify({ id: documents.Changes.id }),
        });
        if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/event-stream")) return;
        if (!isFirst) callback(null);
        isFirst = false;
        wait = 1000;
        await read(answer.body, callback);
      } catch {
        // Connected again below.
      }
      await new Promise(resolve => setTimeout(resolve, wait));
      wait = Math.min(wait * 2, 60_000);
    }
  };
  const look = () => {
    if (document.visibilityState === "visible" && !stop) {
      stop = new AbortController();
      connect(stop.signal);
    } else if (document.visibilityState !== "visible") {
      stop?.abort();
      stop = null;
    }
  };
  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", () => stop?.abort());
  look();
}

async function read(stream, callback) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; ;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (text + value).split(/\r?\n\r?\n/);
    text = events.pop();
    for (const event of events) {
      const data = event.split(/\r?\n/).filter(line => line.startsWith("data:")).map(line => line.slice(5)).join("\n").trim();
      if (data) callback(JSON.parse(data).data?.onChange ?? null);
    }
  }
}
