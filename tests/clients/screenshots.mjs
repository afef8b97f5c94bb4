// The README's pictures, from a server in Development with the first data:
//   node tests/clients/screenshots.mjs http://localhost:5080 docs/images "$(dotnet run --project src/Api -- token --role AGENCY --agency SKHDT)"
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, typeDay } from "./browser.mjs";

const [address, folder, token] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await launch();
try {
  const desk = await open({ width: 1200, height: 760 });
  await overview(desk, "overview.png");
  const phone = await open({ width: 360, height: 760 });
  await overview(phone, "overview-phone.png");

  const agency = await open({ width: 1200, height: 760 });
  await agency.addInitScript(value => sessionStorage.setItem("token", value), token);
  await agency.goto(new URL("my-work", address).href);
  await agency.locator("#mine-heading").waitFor();
  await save(agency, "my-work.png");
  const task = await open({ width: 390, height: 760 });
  await task.addInitScript(value => sessionStorage.setItem("token", value), token);
  await task.goto(new URL("tasks/KG-CN-2022/II.3.c#report-form", address).href);
  await task.waitForFunction(() => document.activeElement?.id === "report-form-heading");
  await save(task, "task-phone.png");

  const page = await open({ width: 1200, height: 760 });
  await page.goto(new URL("graphql", address).href);
  await page.locator("#root").getByText("Create Document").click();
  await page.locator("#root").getByText("Tasks: Query").waitFor();
  await page.keyboard.press("Escape");
  const answer = page.waitForResponse(response => (response.request().postData() ?? "").includes("query Tasks"));
  await page.locator("#root").getByRole("button", { name: "Run" }).first().click();
  await answer;
  await page.locator("#root").getByText("\"totalCount\"").waitFor();
  await page.mouse.move(0, 0);
  await save(page, "ide.png");
} finally {
  await browser.close();
}

async function open(viewport) {
  const page = await (await browser.newContext({ viewport, locale: "vi-VN", reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(120_000);
  return page;
}

async function overview(page, name) {
  await page.goto(address);
  await page.locator("#plan-view").waitFor();
  const drawn = page.waitForResponse(response => (response.request().postData() ?? "").includes("2022-07-15"));
  await typeDay(page.getByLabel("Tính đến ngày"), "15/07/2022");
  await drawn;
  await page.waitForFunction(() => document.getElementById("message").textContent === "" && document.querySelector(".counts") !== null);
  for (const block of await page.locator("#quarters details").all()) await block.evaluate(element => { element.open = false; });
  await page.evaluate(() => document.activeElement.blur());
  await save(page, name);
}

function save(page, name) {
  return page.screenshot({ path: join(folder, name) });
}
