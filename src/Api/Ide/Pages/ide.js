// Before the IDE's own scripts, in its page and in its workers, as a classic script: what the IDE sends to this server says that a page of its own asks (whoever
// has signed in on the pages then has the session's rights), and a token counts with or without "Bearer" before it. Without either, a hint says what is missing.
// An address may bring a request: /graphql/#query=…&variables=… is what a new document then begins with. It runs when somebody clicks "Run", and never by itself.
(() => {
  const bearer = value => /^\s*[\w-]+\.[\w-]+\.[\w-]+\s*$/.test(value) ? `Bearer ${value.trim()}` : value;
  const { fetch: ask, location } = self;
  const brought = typeof document === "undefined" ? null : requestOf(new URLSearchParams(location.hash.slice(1)));
  self.fetch = (input, options) => {
    const address = new URL(input instanceof Request ? input.url : input, location.href);
    if (brought && address.pathname.endsWith("/bcp-config.json")) return withRequest(ask(input, options), brought);
    if (address.origin !== location.origin) return ask(input, options);
    const headers = new Headers(options?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set("X-KGPlanGraph", "1");
    if (headers.has("Authorization")) headers.set("Authorization", bearer(headers.get("Authorization")));
    return ask(input, { ...options, headers });
  };

  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (data) {
    if (typeof data !== "string" || !data.includes('"connection_init"')) return send.call(this, data);
    const message = JSON.parse(data);
    for (const [name, value] of Object.entries(message.payload ?? {}))
      if (/^authorization$/i.test(name) && typeof value === "string") message.payload[name] = bearer(value);
    return send.call(this, JSON.stringify(message));
  };

  if (typeof document === "undefined") return;

  // A worker begins with this script, too: beside its own, so that its own addresses stay what they are.
  const Plain = self.Worker;
  self.Worker = class extends Plain {
    constructor(address, options) {
      const url = new URL(address, location.href);
      const [, folder, name] = url.origin === location.origin && options?.type !== "module" && url.pathname.match(/^(.*\/static\/js\/)([\w.-]+\.js)$/) || [];
      super(name ? `${folder}ide-worker.js?of=${name}` : address, options);
    }
  };

  addEventListener("DOMContentLoaded", async () => {
    if (brought) {
      // The address stays: with its first visit the IDE loads itself once more.
      show("“Create Document”, or + beside the tabs, opens the query that you came with; then “Run”. ");
    }

    const { signIn, signedIn, token } = await (await fetch("../session")).json();
    if (signedIn || token || sessionStorage.getItem("kg-hint") === "seen") return;
    const link = document.createElement("a");
    link.href = `../sign-in?return=${encodeURIComponent("/graphql/")}`;
    link.textContent = "Or sign in";
    show("Requests need a token: under “HTTP Headers”, name Authorization, value the token. ", ...signIn ? [link, ". "] : []).addEventListener("click", () => sessionStorage.setItem("kg-hint", "seen"));
  });

  // A hint, and its button that closes it.
  function show(...content) {
    const hint = document.createElement("div");
    hint.className = "kg-hint";
    hint.setAttribute("role", "status");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => hint.remove());
    hint.append(...content, close);
    hints().append(hint);
    return close;
  }

  function hints() {
    const found = document.getElementById("kg-hints");
    if (found) return found;
    const made = document.createElement("div");
    made.id = "kg-hints";
    document.body.append(made);
    return made;
  }

  // null where the address brings none that the IDE could show.
  function requestOf(parameters) {
    const graphQLDocument = parameters.get("query");
    if (!graphQLDocument) return null;
    try {
      const variables = JSON.parse(parameters.get("variables") ?? "{}");
      return { graphQLDocument, variables };
    } catch {
      return { graphQLDocument };
    }
  }

  // The IDE's settings say what a new document starts with.
  async function withRequest(answer, request) {
    return new Response(JSON.stringify({ ...await (await answer).json(), ...request }), { headers: { "Content-Type": "application/json" } });
  }
})();
