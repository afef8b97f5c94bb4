// Chromium as all scripts here want it: alone, and asking for nothing but the page.
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
