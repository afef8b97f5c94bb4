// Signing in at an OpenID provider in real Chromium, over HTTPS: the cookie is out of scripts' reach and no token is in the browser; a draft outlives the
// session; and pages of other sites, on this machine too, can do nothing with the cookie.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import axe from "axe-core";
import { launch } from "./browser.mjs";

const [address, certificate] = process.argv.slice(2);
const browser = await launch();
const attacker = createServer({ pfx: readFileSync(certificate), passphrase: "test" },
  (request, response) => response.setHeader("Content-Type", "text/html").end("<!doctype html><title>other</title><p>other</p>"));
await new Promise(resolve => attacker.listen(0, resolve));
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: "vi-VN" });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  page.on("pageerror", fault => faults.push(String(fault)));

  // Where one was going is where one arrives.
  await page.goto(new URL("tasks/KG-CN-2022/II.3.c?lang=vi", address).href);
  await page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(violations.map(rule => rule.id), []);
  await signIn("an");
  await page.getByRole("heading", { level: 1, name: /^II\.3\.c/ }).waitFor();
  assert.equal(page.url(), new URL("tasks/KG-CN-2022/II.3.c?lang=vi", address).href);
  await page.getByText("Sở Kế hoạch và Đầu tư").first().waitFor();

  // Nothing for scripts to take.
  assert.equal(await page.evaluate(() => document.cookie), "");
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])), /eyJ/);
  const [cookie, ...others] = (await context.cookies(address)).filter(each => each.value !== "");
  assert.deepEqual(others.map(each => each.name).filter(name => !/Nonce|Correlation/.test(name)), []);
  assert.deepEqual([cookie.name, cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path], ["__Host-KGPlanGraph", true, true, "Lax", "/"]);
  assert.ok(cookie.value.length < 1000);

  await ideHasTheSessionsRights();
  await otherSitesCanDoNothing();
  await draftOutlivesTheSession(cookie);

  // Out, here and at the provider.
  await page.locator("#sign-out").click();
  await page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
  assert.deepEqual((await context.cookies(address)).filter(each => each.name === "__Host-KGPlanGraph"), []);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith("draft:")).length), 0);
  await otherDevicesAreSignedOut();
  assert.deepEqual(faults, []);
  console.log("signin: in, out, everywhere, a draft over the end of a session, other sites");

  async function otherDevicesAreSignedOut() {
    await signIn("an");
    await page.locator("#sign-out-everywhere").waitFor();
    const phone = await browser.newContext({ ignoreHTTPSErrors: true, locale: "vi-VN", viewport: { width: 390, height: 800 } });
    const there = await phone.newPage();
    await there.goto(new URL("my-work", address).href);
    await signIn("an", there);
    await there.getByRole("button", { name: "Đăng xuất khỏi mọi thiết bị" }).click();
    await there.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
    await phone.close();
  }

  async function signIn(user, at = page) {
    await at.getByRole("link", { name: "Đăng nhập" }).click();
    await at.getByRole("link", { name: user, exact: true }).click();
  }

  async function ideHasTheSessionsRights() {
    const ide = await context.newPage();
    await ide.goto(new URL("graphql/", address).href);
    const me = await ide.evaluate(async () => (await fetch("../graphql", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"query":"{ me { subject } }"}' })).json());
    assert.equal(me.data.me.subject, "an");
    const told = await ide.evaluate(() => new Promise(resolve => {
      const connection = new WebSocket("../graphql", "graphql-transport-ws");
      connection.onopen = () => connection.send(JSON.stringify({ type: "connection_init" }));
      connection.onmessage = ({ data }) => {
        if (JSON.parse(data).type === "connection_ack") connection.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ me { subject } }" } }));
        else resolve(data);
      };
    }));
    assert.match(told, /"subject":"an"/);
    assert.equal(await ide.locator(".kg-hint").count(), 0);
    await ide.close();
    // Nobody signed in: the hint says so.
    const stranger = await (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
    await stranger.goto(new URL("graphql/", address).href);
    await stranger.locator(".kg-hint").getByText("Requests need a token").waitFor();
    await stranger.locator(".kg-hint").getByRole("link", { name: "Or sign in" }).waitFor();
    await stranger.context().close();
  }

  async function otherSitesCanDoNothing() {
    // The same host, another port: the same site to SameSite, another origin. And a site of another name.
    for (const host of ["127.0.0.1", "localhost"]) {
      const other = await context.newPage();
      const [answers, pending] = [[], []];
      async function read(response) {
        const headers = await response.request().allHeaders();
        answers.push({ path: new URL(response.url()).pathname, status: response.status(), sent: (headers.cookie ?? "").includes("__Host-KGPlanGraph"), text: await response.text().catch(() => "") });
      }
      other.on("response", response => {
        if (response.url().startsWith(address) && response.request().method() !== "OPTIONS") pending.push(read(response));
      });
      await other.goto(`https://${host}:${attacker.address().port}/`);
      const seen = await other.evaluate(async address => {
        const query = encodeURIComponent("{ me { subject } }");
        const tries = [
          () => fetch(`${address}graphql?query=${query}`, { credentials: "include", mode: "no-cors" }),
          () => fetch(`${address}graphql`, { method: "POST", credentials: "include", mode: "no-cors", headers: { "Content-Type": "text/plain" }, body: JSON.stringify({ query: "{ me { subject } }" }) }),
          () => fetch(`${address}api/v1/plans`, { credentials: "include", mode: "no-cors" }),
          () => fetch(`${address}session`, { credentials: "include", mode: "no-cors" }),
          () => fetch(`${address}sign-out`, { method: "POST", credentials: "include", mode: "no-cors" }),
          () => fetch(`${address}graphql`, { method: "POST", credentials: "include", headers: { "X-KGPlanGraph": "1", "Content-Type": "application/json" }, body: JSON.stringify({ query: "{ me { subject } }" }) }).then(response => response.text()),
        ];
        const results = [];
        for (const attempt of tries) results.push(await attempt().then(result => typeof result === "string" ? result : result.type, fault => `failed: ${fault}`));
        const socket = await new Promise(resolve => {
          const connection = new WebSocket(`${address.replace(/^http/, "ws")}graphql`, "graphql-transport-ws");
          connection.onopen = () => connection.send(JSON.stringify({ type: "connection_init" }));
          connection.onmessage = ({ data }) => {
            if (JSON.parse(data).type === "connection_ack") connection.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ me { subject } }" } }));
            else resolve(data);
          };
          connection.onerror = () => resolve("failed");
          connection.onclose = ({ code }) => resolve(`closed ${code}`);
        });
        return [...results, socket];
      }, address);
      assert.match(seen[5], /^failed/);
      for (const text of seen) assert.doesNotMatch(text, /"subject"/);
      await other.waitForLoadState();
      await Promise.all(pending);
      for (const answer of answers) assert.doesNotMatch(answer.text, /"subject":"an"|"signedIn":true/);
      if (host === "127.0.0.1") assert.ok(answers.some(answer => answer.sent), "the cookie was not even sent: this shows nothing");
      await other.close();
    }
    await page.reload();
    await page.getByRole("heading", { level: 1, name: /^II\.3\.c/ }).waitFor();
  }

  async function draftOutlivesTheSession(cookie) {
    await page.locator("summary", { hasText: "Gửi báo cáo mới" }).click();
    const form = page.locator("#report-form");
    await form.getByLabel("Tỷ lệ hoàn thành").fill("30");
    await form.getByLabel("Kết quả thực hiện").fill("Đang lấy ý kiến.");
    await context.clearCookies({ name: cookie.name });
    await form.getByRole("button", { name: "Gửi báo cáo" }).click();
    await page.getByRole("heading", { level: 1, name: "Đăng nhập" }).waitFor();
    await signIn("an");
    await form.getByText("Đã khôi phục nội dung chưa gửi.").waitFor();
    assert.equal(await form.getByLabel("Kết quả thực hiện").inputValue(), "Đang lấy ý kiến.");
    await form.getByRole("button", { name: "Gửi báo cáo" }).click();
    await page.getByText("Đã gửi báo cáo.").waitFor();
    assert.equal(await page.locator("#reports .entry").count(), 1);
  }
} finally {
  await browser.close();
  attacker.closeAllConnections();
  attacker.close();
}
