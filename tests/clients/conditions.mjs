// The pages in real Chromium under conditions that a test on a desk forgets: the keyboard alone, forced colours, reduced motion, a slow and a failing network,
// responses out of order, two people on one task, a file dropped, and paper.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, personIn, typeDay } from "./browser.mjs";

const [address, agencyToken, coordinatorToken, folder] = process.argv.slice(2);
const plan = "plans/KG-CN-2022?asOf=2022-07-15";
const browser = await launch();
const person = personIn(browser, address);
try {
  const agency = await person(agencyToken);
  await reportIsSentByTheKeyboardAlone(agency);
  await filtersWorkByTheKeyboardAlone(agency);
  await lateTasksAreNotShown(agency);
  await slowNetworkIsSaidAndFailingOneCanBeTriedAgain(agency);
  await pagesAreOnPaperWhatTheyAreOnTheScreen(agency);
  await nothingMoves();
  await colorsOfTheSystemTellTheSame();
  await twoCoordinatorsCorrectOneTask();
  agency.isClean();
  console.log("conditions: keyboard, forced colours, reduced motion, networks, races, two people, a dropped file, paper");
} finally {
  await browser.close();
}

function settled(page) {
  return page.waitForFunction(() => document.getElementById("message").textContent === "" && document.getElementById("tasks-count")?.textContent !== "");
}

// Tab until the element that the selector names has the focus.
async function tabTo(page, selector) {
  for (let count = 0; count < 300; count++) {
    if (await page.evaluate(each => document.activeElement.matches(each), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${selector} cannot be reached by Tab`);
}

async function reportIsSentByTheKeyboardAlone({ page, goto }) {
  await goto("my-work");
  const { keyboard } = page;
  await page.locator("a[href*='II.3.c#report-form']").first().waitFor();
  await tabTo(page, "a[href*='II.3.c#report-form']");
  await keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "report-form-heading");
  await tabTo(page, "#report-form-taskStatus");
  await keyboard.type("Đang");
  await tabTo(page, "#report-form-percentComplete");
  await keyboard.press("Control+A");
  await keyboard.type("35");
  await tabTo(page, "#report-form-summary");
  await keyboard.type("Đã họp với các sở.");
  await tabTo(page, "#report-form-evidence-add");
  await keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.place), "0.title");
  await keyboard.type("Thông báo");
  await keyboard.press("Tab");
  await keyboard.type("https://example.vn/tb-1");
  await tabTo(page, "#report-form button[type=submit]");
  await keyboard.press("Enter");
  await page.getByText("Đã gửi báo cáo.").waitFor();
  // The focus is at what has come of it.
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  const sent = page.locator("#reports .entry").first();
  await sent.getByText("35%").waitFor();
  assert.equal(await sent.getByRole("link", { name: "Thông báo" }).getAttribute("href"), "https://example.vn/tb-1");
}

async function filtersWorkByTheKeyboardAlone({ page, goto }) {
  await goto(plan);
  await settled(page);
  const { keyboard } = page;
  const count = page.locator("#tasks-count");
  const all = await count.textContent();
  await tabTo(page, "#filter-q");
  await keyboard.type("quy hoach");
  await page.waitForFunction(before => document.getElementById("tasks-count").textContent !== before, all);
  const found = await count.textContent();
  assert.ok(Number(found) > 0 && Number(found) < Number(all));
  await tabTo(page, "#filter-timeliness");
  await keyboard.press("ArrowDown");
  assert.equal(await page.locator("#filter-timeliness").inputValue(), "OVERDUE");
  await page.waitForFunction(() => new URL(location.href).searchParams.get("timeliness") === "OVERDUE");
  await page.waitForFunction(before => Number(document.getElementById("tasks-count").textContent) < before, Number(found));
  // Whoever filters stays where they are.
  assert.equal(await page.evaluate(() => document.activeElement.id), "filter-timeliness");
  await tabTo(page, "#filters button[type=reset]");
  await keyboard.press("Enter");
  await page.waitForFunction(before => document.getElementById("tasks-count").textContent === before, all);
  assert.equal(new URL(page.url()).search, "?asOf=2022-07-15");
}

// The response to the first filter comes behind that to the second.
async function lateTasksAreNotShown({ page, goto }) {
  await goto(plan);
  await settled(page);
  let release;
  const held = new Promise(resolve => { release = resolve; });
  let isHeld;
  const asked = new Promise(resolve => { isHeld = resolve; });
  await page.route("**/graphql", async route => {
    if ((route.request().postData() ?? "").includes('"status":{"eq":"COMPLETED"}')) {
      isHeld();
      await held;
    }
    await route.continue().catch(() => {});
  });
  await page.getByLabel("Tình trạng").selectOption("COMPLETED");
  await asked;
  const second = page.waitForResponse(response => (response.request().postData() ?? "").includes('"status":{"eq":"NOT_STARTED"}'));
  await page.getByLabel("Tình trạng").selectOption("NOT_STARTED");
  const { data } = await (await second).json();
  release();
  await page.waitForFunction(count => document.getElementById("tasks-count").textContent === count, String(data.tasks.totalCount));
  await page.unroute("**/graphql");
  assert.equal(await page.getByLabel("Tình trạng").inputValue(), "NOT_STARTED");
}

async function slowNetworkIsSaidAndFailingOneCanBeTriedAgain({ page, goto }) {
  await goto(plan);
  await settled(page);
  const overdue = page.locator("#total .late dd");
  const before = await overdue.textContent();
  let release;
  const held = new Promise(resolve => { release = resolve; });
  await page.route("**/graphql", async route => {
    await held;
    await route.abort().catch(() => {});
  });
  await typeDay(page.getByLabel("Tính đến ngày"), "01/03/2022");
  await page.getByText("Đang tải…").waitFor();
  // What was there stays until there is something else.
  assert.equal(await overdue.textContent(), before);
  release();
  await page.getByText("Không kết nối được máy chủ. Hãy kiểm tra mạng rồi thử lại.").waitFor();
  assert.equal(await page.getByLabel("Tính đến ngày").inputValue(), "01/03/2022");
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "Thử lại" }).click();
  await settled(page);
  assert.equal(await overdue.textContent(), "0");
  assert.notEqual(before, "0");

  // Also where it fails before there is anything.
  for (const lost of ["**/session", "**/graphql", "**/pages/task.js"]) {
    await page.route(lost, route => route.abort());
    await page.goto(new URL("tasks/KG-CN-2022/II.3.c", address).href);
    await page.getByRole("button", { name: "Thử lại" }).waitFor();
    await page.unroute(lost);
    await page.getByRole("button", { name: "Thử lại" }).click();
    await page.getByRole("heading", { level: 1, name: /^II\.3\.c/ }).waitFor();
  }
}

// What Chromium prints is read by the test that started this script.
async function pagesAreOnPaperWhatTheyAreOnTheScreen({ page, goto }) {
  for (const [name, path] of [["plan", plan], ["task", "tasks/KG-CN-2022/II.3.c"], ["report", "plans/KG-CN-2022/report?asOf=2022-07-15"]]) {
    await goto(path);
    await page.waitForFunction(() => document.getElementById("message").textContent === "");
    writeFileSync(join(folder, `${name}.pdf`), await page.pdf({ preferCSSPageSize: true }));
  }
}

async function nothingMoves() {
  const { page, goto, context, isClean } = await person(agencyToken, { reducedMotion: "reduce" });
  for (const path of [plan, "my-work", "tasks/KG-CN-2022/II.3.c"]) {
    await goto(path);
    assert.deepEqual(await page.evaluate(() => [
      ...document.getAnimations().map(String),
      ...[...document.querySelectorAll("*")].filter(element => {
        const style = getComputedStyle(element);
        return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === "smooth";
      }).map(element => element.outerHTML.slice(0, 100)),
    ]), [], path);
  }
  isClean();
  await context.close();
}

async function colorsOfTheSystemTellTheSame() {
  for (const colorScheme of ["light", "dark"]) {
    const { page, goto, context, isClean } = await person(agencyToken, { forcedColors: "active", colorScheme });
    await goto(plan);
    await settled(page);
    // Parts of bars and lines of charts differ from what is behind them; what can be pressed has a border; where one is, is underlined.
    assert.deepEqual(await page.evaluate(() => {
      const system = name => {
        const probe = document.createElement("i");
        probe.style.color = name;
        document.body.append(probe);
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      };
      const canvas = system("Canvas");
      const lost = [];
      const look = (selector, isSeen) => {
        const elements = [...document.querySelectorAll(selector)];
        if (elements.length === 0) lost.push(`no ${selector}`);
        lost.push(...elements.filter(element => !isSeen(getComputedStyle(element))).map(element => `${selector}: ${element.outerHTML.slice(0, 120)}`));
      };
      look(".bar > span", style => style.backgroundImage !== "none" || style.backgroundColor !== canvas);
      look(".chart .line, .chart .grid", style => style.stroke !== "none" && style.stroke !== canvas);
      look(".chart text", style => style.fill !== canvas);
      look("main button, main input:not([aria-hidden]), main select", style => parseFloat(style.borderTopWidth) >= 1 && style.borderTopColor !== canvas);
      look("nav a[aria-current=page]", style => style.textDecorationLine.includes("underline"));
      look("#heat td.late", style => parseFloat(style.borderTopWidth) >= 2);
      return lost;
    }), [], colorScheme);
    await page.keyboard.press("Tab");
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
    isClean();
    await context.close();
  }
}

async function twoCoordinatorsCorrectOneTask() {
  const text = "**KẾ HOẠCH**\n\n**Phát triển công nghiệp năm 2025**\n\n**I. NỘI DUNG**\n\n**1. Quy hoạch**\n\na) Xây dựng Đề án. Giao Sở Công Thương chủ trì thực hiện; **hoàn thành trong quý II/2025.**";
  const [first, second] = [await person(coordinatorToken), await person(coordinatorToken)];
  await first.goto("drafts");
  const importForm = first.page.locator("#import-form");
  await importForm.waitFor();
  const dropped = await first.page.evaluateHandle(content => {
    const data = new DataTransfer();
    data.items.add(new File([content], "ke-hoach.md"));
    return data;
  }, text);
  await importForm.dispatchEvent("drop", { dataTransfer: dropped });
  await importForm.getByLabel("Mã kế hoạch").fill("KG-CN-2025");
  await importForm.getByRole("button", { name: "Nhập thành dự thảo" }).click();
  await first.page.getByRole("heading", { level: 1, name: "Phát triển công nghiệp năm 2025" }).waitFor();
  await second.goto("drafts/KG-CN-2025");

  const open = async ({ page }) => {
    await page.locator("summary", { hasText: "Sửa I.1.a" }).click();
    const form = page.locator("#outline form", { hasText: "Lưu nội dung" });
    await form.waitFor();
    return form;
  };
  const [firstForm, secondForm] = [await open(first), await open(second)];
  await secondForm.getByLabel("Tên ngắn").fill("Đề án công nghiệp của tôi");
  await firstForm.getByLabel("Tên ngắn").fill("Đề án công nghiệp tỉnh");
  await firstForm.getByRole("button", { name: "Lưu nội dung" }).click();
  await first.page.getByText("Đã sửa I.1.a.").waitFor();

  await secondForm.getByRole("button", { name: "Lưu nội dung" }).click();
  await secondForm.getByText("Người khác vừa thay đổi.").waitFor();
  await secondForm.getByText("Nay là: Đề án công nghiệp tỉnh.").waitFor();
  assert.equal(await secondForm.getByLabel("Tên ngắn").inputValue(), "Đề án công nghiệp của tôi");
  await secondForm.getByRole("button", { name: "Lưu nội dung" }).click();
  await second.page.getByText("Đã sửa I.1.a.").waitFor();
  for (const each of [first, second]) {
    each.isClean();
    await each.context.close();
  }
}
