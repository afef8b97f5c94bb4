// Real Chromium opens /graphql: Banana Cake Pop comes up from this server alone, finds the schema, and its page may query and subscribe.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [endpoint, token] = process.argv.slice(2);
const origin = new URL(endpoint).origin;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  const page = await browser.newPage();
  const foreign = [];
  const introspected = page.waitForRequest(request => request.method() === "POST" && (request.postData() ?? "").includes("__schema"), { timeout: 120_000 });
  page.on("request", request => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) foreign.push(request.url());
  });
  await page.goto(endpoint, { timeout: 120_000 });
  assert.equal(page.url(), endpoint + "/");
  await page.getByText("Browse Schema").first().click({ timeout: 120_000 });
  await introspected;

  const answer = await page.evaluate(async authorization => (await fetch("", {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: authorization },
    body: JSON.stringify({ query: "{ tasks(first: 3) { totalCount nodes { label } } }" }),
  })).json(), `Bearer ${token}`);
  assert.equal(answer.data.tasks.totalCount, 37);
  assert.deepEqual(foreign, []);
  console.log("ide: the page loads, finds the schema and may query");
} finally {
  await browser.close();
}
