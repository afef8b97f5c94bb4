// The page for people in real Chromium: what it shows is what the API answers; on a desk and on a phone; by keyboard; by axe-core's rules of WCAG AA; in
// Production it asks for a token. Nothing is asked of another server, and nothing breaks the page's Content-Security-Policy.
import assert from "node:assert/strict";
import axe from "axe-core";
import { foreignRequests, launch, typeDay } from "./browser.mjs";

const [address, writer, closedAddress, closedToken] = process.argv.slice(2);
const asOf = "2022-07-15";
const figures = "total completed inProgress overdue dueSoon averagePercentComplete";
await reportOnOneTask();
const browser = await launch();
try {
  const desk = await open({ width: 1280, height: 900 });
  await showsWhatTheApiAnswers(desk.page);
  await meetsWcag(desk.page);
  await canBeWalkedByKeyboard(desk.page);
  desk.isClean();

  const phone = await open({ width: 360, height: 740 });
  await shown(phone.page);
  const wide = await phone.page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth && element.checkVisibility() && !element.closest("thead, .scroll")).map(element => element.outerHTML.slice(0, 80)));
  assert.deepEqual(wide, []);
  assert.equal(await phone.page.evaluate(() => document.documentElement.scrollWidth), 360);
  await meetsWcag(phone.page);
  phone.isClean();

  const closed = await open({ width: 1280, height: 900 }, closedAddress);
  await asksForAToken(closed.page);
  closed.isClean();

  const second = await publishAnotherPlan();
  await desk.page.reload();
  await desk.page.getByRole("heading", { level: 1, name: second }).waitFor();
  await desk.page.getByLabel("Kế hoạch", { exact: true }).selectOption("KG-CN-2022");
  await desk.page.getByRole("heading", { level: 1, name: "năm 2022" }).waitFor();
  await showsNoValuesBelowAnotherDay(desk.page);
  await printsDayBarsAndClosedQuarters(desk.page);
  desk.isClean();
  for (const width of [320, 390]) {
    const small = await open({ width, height: 740 });
    await shown(small.page);
    assert.equal(await small.page.evaluate(() => document.documentElement.scrollWidth), width);
    small.isClean();
  }

  console.log("overview: the API's values, WCAG AA, the keyboard, a phone, a token in Production");
} finally {
  await browser.close();
}

async function open(viewport, at = address) {
  const page = await (await browser.newContext({ viewport, locale: "vi-VN" })).newPage();
  page.setDefaultTimeout(120_000);
  const faults = [];
  page.on("pageerror", fault => faults.push(String(fault)));
  page.on("console", message => { if (/Content.Security.Policy/i.test(message.text())) faults.push(message.text()); });
  page.on("response", response => { if (response.status() === 404) faults.push(response.url()); });
  const foreign = foreignRequests(page, at);
  await page.goto(at);
  return {
    page,
    isClean() {
      assert.deepEqual(faults, []);
      assert.deepEqual(foreign, []);
    },
  };
}

async function shown(page) {
  await page.locator("#plan-view").waitFor();
  await page.waitForFunction(() => document.getElementById("message").textContent === "");
}

async function showsWhatTheApiAnswers(page) {
  await shown(page);
  const drawn = page.waitForResponse(response => (response.request().postData() ?? "").includes(`"asOf":"${asOf}"`));
  await typeDay(page.getByLabel("Tính đến ngày"), "15/07/2022");
  await drawn;
  await shown(page);

  const { planByCode: plan, deadlines } = await ask(writer, `query ($asOf: LocalDate) {
    planByCode(code: "KG-CN-2022") {
      title
      total: statistics(asOf: $asOf) { ${figures} }
      bySection: statistics(groupBy: [SECTION], asOf: $asOf) { section { label heading } ${figures} }
      byAgency: statistics(groupBy: [AGENCY], asOf: $asOf) { agency { name } ${figures} }
    }
    deadlines(first: 50, order: [{ dueOn: ASC }], where: { task: { plan: { code: { eq: "KG-CN-2022" } } } }) {
      nodes { dueOn timeliness(asOf: $asOf) deliverable task { label title } }
    }
  }`, { asOf });
  const percent = row => `${Math.round(row.averagePercentComplete)}%`;
  const [total] = plan.total;
  assert.equal(total.completed, 1);
  assert.equal(await page.locator("h1").textContent(), plan.title);
  assert.deepEqual(await page.locator("#total dd").allTextContents(),
    [total.total, total.completed, total.inProgress, total.dueSoon, total.overdue].map(String).concat(percent(total)));
  const numbers = row => [row.total, row.completed, row.inProgress, row.overdue].map(String).concat(percent(row));
  assert.deepEqual(await rows(page, "#sections"), plan.bySection.map(row => [`${row.section.label}. ${row.section.heading}`, ...numbers(row)]));
  assert.deepEqual(await rows(page, "#agencies"), plan.byAgency.map(row => [row.agency?.name ?? "Chưa giao chủ trì", ...numbers(row)]));

  // Quarters with something overdue first, and in each what is overdue first.
  const quarters = { "Quý II/2022": "2022-06-30", "Quý III/2022": "2022-09-30", "Quý IV/2022": "2022-12-31" };
  for (const block of await page.locator("#quarters details").all()) await block.evaluate(element => { element.open = true; });
  await page.waitForFunction(() => [...document.querySelectorAll("#quarters details")].every(block => block.querySelector("li")));
  const blocks = await page.locator("#quarters details").evaluateAll(all => all.map(block => ({
    name: block.querySelector("strong").textContent,
    counts: block.querySelector(".counts").textContent,
    late: [...block.querySelectorAll("li")].map(item => item.querySelector(".red") !== null),
    texts: [...block.querySelectorAll("li > div:last-child")].map(item => item.firstChild.textContent).sort(),
  })));
  assert.deepEqual(blocks.map(block => block.name), Object.keys(quarters));
  assert.ok(blocks[0].late[0]);
  let before = "2022-03-31";
  for (const block of blocks) {
    const of = deadlines.nodes.filter(node => node.dueOn > before && node.dueOn <= quarters[block.name]);
    before = quarters[block.name];
    const late = of.filter(node => node.timeliness === "OVERDUE").length;
    assert.equal(block.counts, `${of.length} thời hạn${late > 0 ? ` · ${late} quá hạn` : ""}`);
    assert.deepEqual(block.late, of.map((_, index) => index < late));
    assert.deepEqual(block.texts, of.map(node => `${node.task.label}. ${node.deliverable ?? node.task.title}`).sort());
  }
}

function rows(page, table) {
  return page.locator(`${table} tbody tr`).evaluateAll(all => all.map(row => [...row.children].map(cell => cell.textContent).slice(0, -1)));
}

async function meetsWcag(page) {
  for (const block of await page.locator("#quarters details").all()) await block.evaluate(element => { element.open = true; });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target).join(", ")}`), []);
}

async function canBeWalkedByKeyboard(page) {
  await page.reload();
  await shown(page);
  const stops = [];
  for (let stop = null, count = 0; stop !== "BODY" && count < 200; count++) {
    await page.keyboard.press("Tab");
    stop = await page.evaluate(() => {
      const { activeElement: active } = document;
      if (active === document.body) return "BODY";
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      const { left, right, top, bottom } = active.getBoundingClientRect();
      // A link of several lines may stand at the edge.
      const isSeen = left >= 0 && right <= innerWidth && bottom > 0 && top < innerHeight;
      return `${active.id || (active.querySelector("strong") ?? active).textContent.trim()}${outlineStyle === "none" || parseFloat(outlineWidth) < 2 || !isSeen ? " UNSEEN" : ""}`;
    });
    stops.push(stop);
  }
  // In the order of the page; between them links to tasks and figures.
  assert.deepEqual(stops.filter(stop => stop.endsWith("UNSEEN")), []);
  const landmarks = ["Đến nội dung chính", "Kế hoạch", "English", "Đăng nhập", "day", "today", "report-link", "Quý II/2022", "Quý III/2022", "Quý IV/2022", "rank", "filter-q", "filter-agency", "api", "BODY"];
  assert.deepEqual(stops.filter(stop => landmarks.includes(stop)), landmarks);

  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "day");
  await page.locator("#quarters summary").first().focus();
  const wasOpen = await page.evaluate(() => document.activeElement.parentElement.open);
  await page.keyboard.press("Space");
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.open), !wasOpen);
}

async function showsNoValuesBelowAnotherDay(page) {
  await shown(page);
  const away = route => (route.request().postData() ?? "").includes('"asOf":"2022-10-01"') ? route.fulfill({ status: 503, contentType: "text/plain", body: "" }) : route.continue();
  await page.route("**/graphql", away);
  await typeDay(page.getByLabel("Tính đến ngày"), "2022-10-01");
  await page.getByText("Máy chủ không trả lời được").waitFor();
  assert.equal(await page.locator("#plan-view").isVisible(), false);
  await page.unroute("**/graphql", away);
  await typeDay(page.getByLabel("Tính đến ngày"), "15/07/2022");
  await page.getByText("Số liệu đến hết Thứ Sáu, 15/07/2022.").waitFor();
  await shown(page);
  assert.equal(new URL(page.url()).searchParams.get("asOf"), asOf);
  await typeDay(page.getByLabel("Tính đến ngày"), "31/02/2022");
  await page.locator("#day-error").getByText("Không có ngày 31/02/2022.").waitFor();
  assert.equal(new URL(page.url()).searchParams.get("asOf"), asOf);
  await page.reload();
  await shown(page);
  assert.equal(await page.getByLabel("Tính đến ngày").inputValue(), "15/07/2022");
}

async function printsDayBarsAndClosedQuarters(page) {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.ok(await page.getByText("15/07/2022").first().isVisible());
  assert.deepEqual(await page.locator(".bar > span").evaluateAll(all => [...new Set(all.map(part => getComputedStyle(part).printColorAdjust))]), ["exact"]);
  assert.equal(await page.locator("#quarters li").count(), await page.locator("#quarters li:visible").count());
  assert.notEqual(await page.locator("#quarters details:last-of-type li").count(), 0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
}

async function asksForAToken(page) {
  const token = page.getByLabel("Mã truy cập");
  await token.waitFor();
  assert.equal(await page.locator("#plan-view").isVisible(), false);
  await meetsWcag(page);
  await token.fill("none");
  await token.press("Enter");
  await page.getByText("không hợp lệ hoặc đã hết hạn").waitFor();
  await token.fill(closedToken);
  await token.press("Enter");
  await shown(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await meetsWcag(page);
  await page.getByRole("button", { name: "Đăng xuất" }).click();
  await token.waitFor();
}

async function ask(token, query, variables) {
  const answer = await fetch(new URL("graphql", address), {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  for (const payload of Object.values(data)) assert.equal(payload?.errors ?? null, null, JSON.stringify(payload?.errors));
  return data;
}

async function reportOnOneTask() {
  const { taskByLabel: { id: taskId } } = await ask(writer, '{ taskByLabel(planCode: "KG-CN-2022", label: "II.3.c") { id } }');
  const { submitProgressReport: { progressReport } } = await ask(writer,
    "mutation ($input: SubmitProgressReportInput!) { submitProgressReport(input: $input) { progressReport { id version } errors { __typename ... on Error { message } } } }",
    { input: { taskId, reportedOn: "2022-05-20", taskStatus: "COMPLETED", percentComplete: 100, summary: "Đã ban hành Kế hoạch." } });
  await ask(writer, "mutation ($input: AcceptProgressReportInput!) { acceptProgressReport(input: $input) { errors { __typename ... on Error { message } } } }",
    { input: { progressReportId: progressReport.id, expectedVersion: progressReport.version } });
}

async function publishAnotherPlan() {
  const document = "**KẾ HOẠCH**\n\n**Phát triển công nghiệp năm 2023**\n\n**I. NỘI DUNG**\n\n**1. Quy hoạch**\n\n"
    + "a) Xây dựng Đề án. Giao Sở Công Thương chủ trì thực hiện; **hoàn thành trong quý II/2023.**";
  const { importPlan: { plan } } = await ask(writer,
    "mutation ($input: ImportPlanInput!) { importPlan(input: $input) { plan { id version title } errors { __typename ... on Error { message } } } }",
    { input: { code: "KG-CN-2023", document } });
  await ask(writer, "mutation ($input: PublishPlanInput!) { publishPlan(input: $input) { errors { __typename ... on Error { message } } } }",
    { input: { planId: plan.id, expectedVersion: plan.version, documentNumber: "41/KH-UBND", issuedOn: "2023-02-20" } });
  return plan.title;
}
