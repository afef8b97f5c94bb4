// Real Chromium opens /graphql, and works in Banana Cake Pop's own windows: the lent token answers the first query, a token put under "HTTP Headers" the
// next, and a subscription shows what happens meanwhile. Nothing is asked of another server.
import assert from "node:assert/strict";
import { foreignRequests, launch } from "./browser.mjs";

const [endpoint, token] = process.argv.slice(2);
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const foreign = foreignRequests(page, endpoint);
  const missing = [];
  page.on("response", response => { if (response.status() === 404) missing.push(response.url()); });
  await page.goto(endpoint);
  assert.equal(page.url(), endpoint + "/");
  const ide = page.locator("#root");

  // A first answer: two clicks.
  await ide.getByText("Create Document").click();
  await ide.getByText("Schema available").waitFor();
  await ide.getByText("Tasks: Query").waitFor();
  await page.keyboard.press("Escape");
  assert.match(await answerTo("Tasks"), /"totalCount": 37/);

  // The schema is there.
  await ide.getByText("Schema Reference").click();
  await ide.getByText("The register of agencies, by code").waitFor();
  await ide.getByText("Operation", { exact: true }).first().click();

  assert.equal(await ide.getByText("Banana Cake Pop is now Nitro").isVisible(), false);

  // A token of one's own, as it was copied from a terminal.
  await ide.getByRole("tab", { name: "HTTP Headers" }).click();
  await ide.getByPlaceholder("Value").first().fill(token);
  await ide.getByPlaceholder("Value").first().press("Tab");
  await write("query Mine { me { roles } tasks(first: 1) { totalCount nodes { label } } }", "Mine: Query");
  const mine = await answerTo("Mine");
  assert.match(mine, /"ADMIN"/);
  assert.match(mine, /"totalCount": 37/);
  assert.match(mine, /"label": "II\.1\.a"/);

  // A subscription, and mutations by somebody else until one is told: the server does not say when it has begun to listen.
  await write("subscription Feed { onChange { kind subject changedFields } }", "Feed: Subscription");
  let isTold = false;
  const subscribed = new Promise(resolve => page.on("websocket", socket => {
    socket.on("framesent", frame => { if (String(frame.payload).includes('"subscribe"')) resolve(); });
    socket.on("framereceived", frame => { isTold ||= String(frame.payload).includes('"next"'); });
  }));
  await run();
  await subscribed;
  for (let number = 1; !isTold && number <= 1000; number++) await createAgency(number);
  await shown(/"onChange": \{ "kind": "CREATED", "subject": "AGENCY"/);

  assert.deepEqual(foreign, []);
  assert.deepEqual(missing, []);

  await addressBringsARequest();
  console.log("ide: a first answer, a token under HTTP Headers, a subscription's event, the request of an address");

  // What a new document begins with is the request of the page that one came from. Nothing runs by itself.
  async function addressBringsARequest() {
    // Somebody else's browser, which has no documents yet.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(120_000);
    const page = await context.newPage();
    const sent = [];
    page.on("request", request => { if ((request.postData() ?? "").includes("query Plan(")) sent.push(request.postData()); });
    await page.goto(new URL("/plans/KG-CN-2022?asOf=2022-07-15&lang=en", endpoint).href);
    await page.locator("#by-graphql > summary").click();
    const [query, variables] = [await page.getByLabel("Query").textContent(), JSON.parse(await page.getByLabel("Variables").textContent())];
    await page.getByRole("link", { name: "open it in the GraphQL IDE" }).click();
    await page.locator(".kg-hint").getByText("opens the query that you came with").waitFor();
    const settings = await page.evaluate(async () => (await fetch("bcp-config.json")).json());
    assert.deepEqual([settings.graphQLDocument, settings.variables, settings.title], [query, variables, "KGPlanGraph"]);
    assert.deepEqual(sent, []);
    await page.locator("#root").getByText("Create Document").click();
    await page.locator("#root .monaco-editor", { hasText: "planByCode" }).first().waitFor();
    await page.locator("#root .monaco-editor", { hasText: "2022-07-15" }).first().waitFor();
    assert.deepEqual(sent, []);
    await context.close();
  }

  // The whole document again. The builder beside the editor names the operation once the IDE has read it.
  async function write(document, builder) {
    await ide.locator(".monaco-editor").first().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(document);
    await ide.getByText(builder).waitFor();
  }

  async function run() {
    await ide.getByRole("button", { name: "Run" }).first().click();
  }

  async function answerTo(operation) {
    const sent = page.waitForResponse(response => (response.request().postData() ?? "").includes(operation));
    await run();
    const text = await (await sent).text();
    return shown(new RegExp(`^\\{ "data": \\{ "${Object.keys(JSON.parse(text).data)[0]}"`));
  }

  // What the response's window shows, in one line. It holds the lines that fit.
  async function shown(pattern) {
    const handle = await page.waitForFunction(([source]) => {
      const lines = [...document.querySelectorAll("#root .monaco-editor")].at(-1)?.querySelectorAll(".view-line") ?? [];
      const text = [...lines].sort((left, right) => left.offsetTop - right.offsetTop).map(line => line.textContent.replaceAll("\u00a0", " ").trim()).join(" ");
      return new RegExp(source).test(text) && text;
    }, [pattern.source]);
    return handle.jsonValue();
  }

  async function createAgency(number) {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: "mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { errors { __typename } } }",
        variables: { input: { code: `IDE${number}`, name: `Sở ${number}`, kind: "PROVINCIAL_DEPARTMENT" } },
      }),
    });
    assert.equal((await answer.json()).data.createAgency.errors, null);
  }
} finally {
  await browser.close();
}
