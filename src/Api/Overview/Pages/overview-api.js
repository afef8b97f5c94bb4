// How the page asks the API, and as whom: with the token that a person has entered, kept for this tab alone; as whoever has signed in at the provider, whose
// token stays on the server (the header tells it that the page itself asks, and no other site); in Development with one that the server lends; with none,
// where a gateway in front has signed the person in and adds its own.
let token = sessionStorage.getItem("token");
let isOwn = token !== null;
const own = { "X-KGPlanGraph": "1" };

export class SignInNeeded extends Error {}

export const signedInHere = () => isOwn;

export function signIn(text) {
  token = text.trim().replace(/^Bearer\s+/i, "");
  isOwn = true;
  sessionStorage.setItem("token", token);
}

export function signOut() {
  token = null;
  isOwn = false;
  sessionStorage.removeItem("token");
}

// { signIn: whether people sign in at a provider, signedIn: whether this one has, token: the lent one }
export async function session() {
  const answer = await fetch("session", { headers: own });
  const found = answer.ok ? await answer.json() : {};
  token ??= found.token ?? null;
  return found;
}

// Here and at the provider.
export async function endSession() {
  const answer = await fetch("sign-out", { method: "POST", headers: own });
  location.assign(answer.ok ? (await answer.json()).location : ".");
}

export async function ask(query, variables) {
  const headers = { ...own, "Content-Type": "application/json", Accept: "application/json", "Accept-Language": "vi" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch("graphql", { method: "POST", headers, body: JSON.stringify({ query, variables }) });
  if (answer.status === 401) throw new SignInNeeded("Mã truy cập không hợp lệ hoặc đã hết hạn. Hãy nhập mã khác.");
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(`Máy chủ không trả lời được (${answer.status}). Hãy thử lại sau.`);
  const { data, errors } = await answer.json();
  const codes = (errors ?? []).map(error => error.extensions?.code);
  if (codes.includes("AUTH_NOT_AUTHENTICATED")) throw new SignInNeeded("");
  if (codes.includes("AUTH_NOT_AUTHORIZED")) throw new SignInNeeded("Mã truy cập này không có quyền xem kế hoạch. Hãy nhập mã khác.");
  if (errors) throw new Error(errors[0].message);
  return data;
}

// All pages of a connection: `field` is its name in the answer.
export async function all(query, variables, field) {
  const nodes = [];
  for (let after = null, more = true; more;) {
    const page = (await ask(query, { ...variables, after }))[field];
    nodes.push(...page.nodes);
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  return nodes;
}
