// How the page asks the API, and with whose token. Three ways: the one that a person has entered, kept for this tab alone; in Development one that the
// server lends; none, where a gateway in front has signed the person in and adds its own.
let token = sessionStorage.getItem("token");
let isOwn = token !== null;

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

// Whether the server lends, as it does in Development, to those who have no token.
export async function borrow() {
  const answer = await fetch("overview-token");
  if (answer.status === 200) token ??= await answer.text();
  return answer.status === 200;
}

export async function ask(query, variables) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": "vi" };
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
