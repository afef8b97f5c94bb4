// Chromium as all scripts here want it: alone, and asking for nothing but the page.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// Every request of the page that goes to another server is noted in the list.
export function foreignRequests(page, origin) {
  const foreign = [];
  const note = url => {
    if (!/^(data|blob):/.test(url) && new URL(url).host !== new URL(origin).host) foreign.push(url);
  };
  page.on("request", request => note(request.url()));
  page.on("websocket", socket => note(socket.url()));
  return foreign;
}

// Somebody with a token of their own, in a window of their own.
export const personIn = (browser, address) => async (token, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "vi-VN", ...options });
  await context.addInitScript(value => { if (!sessionStorage.getItem("token")) sessionStorage.setItem("token", value); }, token);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  page.on("pageerror", fault => faults.push(String(fault)));
  page.on("console", message => { if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text()); });
  const foreign = foreignRequests(page, address);
  return {
    context, page,
    async goto(path) {
      await page.goto(new URL(path, address).href);
      await page.locator("h1").waitFor();
    },
    isClean() {
      assert.deepEqual(faults, []);
      assert.deepEqual(foreign, []);
    },
  };
};

// A day as somebody types it into a field of the pages, and goes on.
export async function typeDay(field, text) {
  await field.fill(text);
  await field.press("Tab");
}
