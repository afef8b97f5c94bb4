// The pages for officials in real Chromium: an agency reports and asks for more time, the coordinator reviews, the approver decides, each by clicking; what
// is refused, what somebody else was quicker at, what the network loses; WCAG AA in both colour schemes, on a phone and on a desk.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import axe from "axe-core";
import { launch, personIn, typeDay } from "./browser.mjs";

const [address, agencyToken, coordinatorToken, approverToken] = process.argv.slice(2);
const task = "tasks/KG-CN-2022/II.3.c";
const browser = await launch();
const person = personIn(browser, address);
try {
  const agency = await person(agencyToken);
  const coordinator = await person(coordinatorToken);
  const approver = await person(approverToken);

  await agencySeesItsWork(agency);
  await reportIsRefusedAtItsFieldAndKept(agency);
  await coordinator.goto("my-work");
  await reportIsSentOnceThroughABadNetwork(agency);
  await coordinatorHearsOfItAtOnce(coordinator);
  await secondCoordinatorSeesWhatTheFirstDid(coordinator);
  await returnedReportComesBackToTheAgency(agency);
  await extensionIsAskedForReviewedAndDecided(agency, coordinator, approver);
  await agencyTakesBack(agency);
  await whatSomebodyTypedIsText(agency, coordinator);
  await figuresLeadToTheirTasks(agency);
  await lateAnswersAreNotShown(agency);
  await deadlinesGoToACalendar(agency);
  await fileBecomesADraftAndAPlan(coordinator, approver);
  await reportIsPrintedAndDownloaded(agency);
  await everyPageMeetsWcag([["agency", agencyToken], ["coordinator", coordinatorToken], ["approver", approverToken]]);
  await pagesSpeakEnglish(agency);
  for (const each of [agency, coordinator, approver]) each.isClean();
  console.log("pages: three people's work, refusals, conflicts, a bad network, WCAG AA");
} finally {
  await browser.close();
}

async function agencySeesItsWork({ page, goto }) {
  await goto("my-work");
  await page.getByRole("heading", { name: "Quá hạn và sắp đến hạn" }).waitFor();
  const due = page.locator("section", { has: page.locator("#due-heading") });
  const days = await due.locator("tbody td:nth-child(2) strong").allTextContents();
  const ordered = days.map(day => day.split("/").reverse().join());
  assert.deepEqual(ordered, [...ordered].sort());
  assert.equal(await page.locator("nav .count").first().textContent(), `${days.length} việc`);
  // By the keyboard alone to the form.
  await due.getByRole("link", { name: "Báo cáo về II.3.c" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#report-form").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "report-form-heading");
}

async function reportIsRefusedAtItsFieldAndKept({ page }) {
  const form = page.locator("#report-form");
  await form.getByRole("button", { name: "Gửi báo cáo" }).click();
  await form.getByText("Phải nhập nội dung này.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), "summary");

  await form.getByLabel("Kết quả thực hiện").fill("Đã lấy ý kiến các sở.");
  await form.getByLabel("Tình trạng").selectOption("COMPLETED");
  await form.getByLabel("Tỷ lệ hoàn thành").fill("40");
  await form.getByRole("button", { name: "Thêm tài liệu" }).click();
  await form.getByLabel("Tên văn bản").fill("Công văn");
  await form.getByLabel("Địa chỉ").fill("không phải địa chỉ");
  await form.getByRole("button", { name: "Gửi báo cáo" }).click();
  await form.getByText("Hãy nhập địa chỉ đầy đủ của tài liệu").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.place), "0.url");

  await form.getByLabel("Địa chỉ").fill("https://example.vn/cv-12");
  await form.getByRole("button", { name: "Gửi báo cáo" }).click();
  const percent = form.getByLabel("Tỷ lệ hoàn thành");
  await page.waitForFunction(() => document.querySelector("#report-form-percentComplete").getAttribute("aria-invalid") === "true");
  assert.notEqual(await page.locator("#report-form-percentComplete-error").textContent(), "");
  assert.equal(await page.evaluate(() => document.activeElement.name), "percentComplete");

  // A reload loses nothing.
  await page.reload();
  await form.getByText("Đã khôi phục nội dung chưa gửi.").waitFor();
  assert.equal(await form.getByLabel("Kết quả thực hiện").inputValue(), "Đã lấy ý kiến các sở.");
  assert.equal(await form.getByLabel("Địa chỉ").inputValue(), "https://example.vn/cv-12");
  await form.getByLabel("Tình trạng").selectOption("IN_PROGRESS");
  await percent.fill("40");
}

// The answer is lost on its way; what is sent again is the same report.
async function reportIsSentOnceThroughABadNetwork({ page }) {
  const form = page.locator("#report-form");
  let sent = 0;
  await page.route("**/graphql", async route => {
    if (!(route.request().postData() ?? "").includes('"summary"')) return route.continue();
    sent++;
    if (sent > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await form.getByRole("button", { name: "Gửi báo cáo" }).click();
  await form.getByText("Nội dung đã nhập vẫn còn.").waitFor();
  await form.getByRole("button", { name: "Gửi báo cáo" }).click();
  await page.getByText("Đã gửi báo cáo.").waitFor();
  await page.unroute("**/graphql");
  assert.equal(sent, 2);
  assert.equal(await page.locator("#reports .entry").count(), 1);
  await page.locator("#reports").getByText("Chờ tiếp nhận").waitFor();
}

async function coordinatorHearsOfItAtOnce({ page }) {
  const reports = page.locator("section", { has: page.locator("#reports-heading") });
  await reports.getByRole("link", { name: /^II\.3\.c/ }).waitFor();
  await page.locator("nav .count").getByText("1", { exact: false }).waitFor();
  await reports.getByRole("link", { name: /^II\.3\.c/ }).click();
  await page.locator("#reports .entry").waitFor();
}

async function secondCoordinatorSeesWhatTheFirstDid(first) {
  const second = await person(coordinatorToken);
  await second.goto(task);
  // Two look at the same report, and the second's page does not hear of what the first does.
  await second.page.locator("#reports .entry summary", { hasText: "Tiếp nhận hoặc trả lại" }).click();
  const form = second.page.locator("#reports .entry form");
  await form.getByLabel("Ý kiến").fill("Tiếp nhận, đề nghị bổ sung.");

  await first.page.locator("#reports .entry summary", { hasText: "Tiếp nhận hoặc trả lại" }).click();
  await first.page.locator("#reports .entry form").getByLabel("Ý kiến").fill("Thiếu số liệu quý II.");
  await first.page.locator("#reports .entry form").getByRole("button", { name: "Trả lại" }).click();
  await first.page.getByText("Đã trả lại báo cáo.").waitFor();

  await second.page.getByText("Nhiệm vụ vừa có thay đổi.").waitFor();
  await form.getByRole("button", { name: "Tiếp nhận" }).click();
  await form.getByText("Người khác vừa thay đổi.").waitFor();
  await form.getByText("Thiếu số liệu quý II.").waitFor();
  assert.equal(await form.getByLabel("Ý kiến").inputValue(), "Tiếp nhận, đề nghị bổ sung.");
  second.isClean();
  await second.context.close();
}

async function returnedReportComesBackToTheAgency({ page, goto }) {
  await goto("my-work");
  const returned = page.locator("section", { has: page.locator("#returned-heading") });
  await returned.getByText("Thiếu số liệu quý II.").waitFor();
  await returned.getByRole("link", { name: /^II\.3\.c/ }).click();
  await page.locator("summary", { hasText: "Gửi báo cáo mới" }).click();
  const form = page.locator("#report-form");
  await form.getByLabel("Tình trạng").selectOption("IN_PROGRESS");
  await form.getByLabel("Tỷ lệ hoàn thành").fill("60");
  await form.getByLabel("Kết quả thực hiện").fill("Đã bổ sung số liệu.");
  await form.getByRole("button", { name: "Gửi báo cáo" }).click();
  await page.getByText("Đã gửi báo cáo.").waitFor();
  assert.equal(await page.locator("#reports .entry").count(), 2);
  await goto("my-work");
  await page.locator("section", { has: page.locator("#returned-heading") }).getByText("Không có việc nào.").waitFor();

  const coordinator = await person(coordinatorToken);
  await coordinator.goto(task);
  await coordinator.page.locator("#reports .entry summary", { hasText: "Tiếp nhận hoặc trả lại" }).click();
  await coordinator.page.locator("#reports .entry form").getByRole("button", { name: "Tiếp nhận" }).click();
  await coordinator.page.getByText("Đã tiếp nhận báo cáo.").waitFor();
  await coordinator.page.getByRole("heading", { name: "Tiến độ theo thời gian" }).waitFor();
  assert.match(await coordinator.page.locator("svg.chart").getAttribute("aria-label"), /60%/);
  await coordinator.context.close();
}

async function extensionIsAskedForReviewedAndDecided(agency, coordinator, approver) {
  await agency.goto(task);
  await agency.page.locator("summary", { hasText: "Đề xuất gia hạn" }).click();
  const form = agency.page.locator("#amendment-form");
  const until = form.getByLabel("Đề nghị gia hạn đến");
  await daysAreTypedAsOfficialsWriteThem(agency.page, until);
  await typeDay(until, "01/01/2022");
  await form.getByLabel("Lý do").fill("Chờ ý kiến Bộ.");
  await form.getByRole("button", { name: "Gửi đề xuất" }).click();
  await agency.page.waitForFunction(() => document.querySelector("#amendment-form-proposedDueOn").getAttribute("aria-invalid") === "true");
  await typeDay(until, "31/08/2022");
  await form.getByRole("button", { name: "Gửi đề xuất" }).click();
  await agency.page.getByText("Đã gửi đề xuất.").waitFor();

  await coordinator.goto("my-work");
  await coordinator.page.locator("section", { has: coordinator.page.locator("#amendments-heading") }).getByRole("link", { name: /^II\.3\.c/ }).click();
  await coordinator.page.locator("summary", { hasText: "Cho ý kiến" }).click();
  await coordinator.page.getByLabel("Ý kiến", { exact: false }).last().fill("Lý do chính đáng.");
  await coordinator.page.getByRole("button", { name: "Đề nghị chấp thuận", exact: true }).click();
  await coordinator.page.getByText("Đã gửi ý kiến.").waitFor();

  await approver.goto("my-work");
  await approver.page.locator("section", { has: approver.page.locator("#decisions-heading") }).getByRole("link", { name: /^II\.3\.c/ }).click();
  await approver.page.locator("summary", { hasText: "Quyết định" }).click();
  await approver.page.getByLabel("Nội dung quyết định").fill("Đồng ý.");
  await approver.page.getByLabel("Số văn bản").fill("1234/UBND-KT");
  await approver.page.getByRole("button", { name: "Chấp thuận", exact: true }).click();
  await approver.page.getByText("Đã quyết định.").waitFor();
  await approver.page.getByText("gia hạn từ 31/05/2022").waitFor();
}

// Whatever the browser's language is, a day is shown as dd/mm/yyyy, taken in the ways that people write it, and refused at its field.
async function daysAreTypedAsOfficialsWriteThem(page, field) {
  for (const [typed, kept] of [["5/7/2022", "05/07/2022"], ["31-08-2022", "31/08/2022"], ["2022-8-9", "09/08/2022"], ["29022024", "29/02/2024"]]) {
    await typeDay(field, typed);
    assert.equal(await field.inputValue(), kept);
    assert.equal(await field.getAttribute("aria-invalid"), null);
  }
  const error = page.locator("#amendment-form-proposedDueOn-error");
  // What was wrong is no longer said as soon as it is right: below it nothing moves under a click.
  await typeDay(field, "31/2/2022");
  await field.fill("28/2/2022");
  assert.equal(await error.textContent(), "");
  for (const [typed, text] of [["31/02/2022", /^Không có ngày 31\/02\/2022/], ["8/31/2022", /^Không có ngày 08\/31\/2022/], ["31/8/22", /^Hãy nhập ngày\/tháng\/năm/], ["tháng tám", /^Hãy nhập ngày\/tháng\/năm/]]) {
    await typeDay(field, typed);
    assert.match(await error.textContent(), text);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(await field.inputValue(), typed);
    assert.equal(await field.getAttribute("aria-describedby"), await error.getAttribute("id"));
  }
  await page.locator("#amendment-form").getByLabel("Lý do").fill("Chờ ý kiến Bộ.");
  await page.getByRole("button", { name: "Gửi đề xuất" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "proposedDueOn");

  // The calendar behind the button: by the keyboard, with the day that stands in the field.
  await typeDay(field, "31/08/2022");
  assert.equal(await error.textContent(), "");
  await page.evaluate(() => {
    const { prototype } = HTMLInputElement;
    prototype.showPicker = function open() {
      window.picked = this.value;
      this.value = "2022-09-02";
      this.dispatchEvent(new Event("change", { bubbles: true }));
    };
  });
  await field.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Chọn trên lịch");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.picked), "2022-08-31");
  assert.equal(await field.inputValue(), "02/09/2022");
  assert.equal(await page.evaluate(() => document.activeElement.name), "proposedDueOn");
  await page.reload();
  assert.equal(await page.locator("#amendment-form-proposedDueOn").inputValue(), "02/09/2022");
}

async function agencyTakesBack({ page, goto }) {
  await goto("tasks/KG-CN-2022/II.2.a");
  await page.locator("summary", { hasText: "Đề xuất gia hạn" }).click();
  await page.locator("#amendment-form").getByLabel("Loại").selectOption("CANCEL_TASK");
  assert.equal(await page.locator("#amendment-form").getByLabel("Đề nghị gia hạn đến").isVisible(), false);
  await page.locator("#amendment-form").getByLabel("Lý do").fill("Trùng với nhiệm vụ khác.");
  await page.getByRole("button", { name: "Gửi đề xuất" }).click();
  await page.locator("summary", { hasText: "Rút đề xuất" }).click();
  await page.getByRole("button", { name: "Rút đề xuất" }).click();
  await page.getByText("Đã rút đề xuất.").waitFor();
}

async function whatSomebodyTypedIsText({ page, goto }, coordinator) {
  const text = "<img src=x onerror=\"document.title='bad'\"><script>document.title='bad'</script>";
  await goto("tasks/KG-CN-2022/II.2.b");
  await page.locator("summary", { hasText: "Gửi báo cáo mới" }).click();
  const form = page.locator("#report-form");
  await form.getByLabel("Tỷ lệ hoàn thành").fill("10");
  await form.getByLabel("Kết quả thực hiện").fill(text);
  await form.getByRole("button", { name: "Gửi báo cáo" }).click();
  await page.getByText("Đã gửi báo cáo.").waitFor();
  await coordinator.goto("tasks/KG-CN-2022/II.2.b");
  await coordinator.page.getByText(text).first().waitFor();
  assert.equal(await coordinator.page.locator("#reports img").count(), 0);
  assert.notEqual(await coordinator.page.title(), "bad");
}

async function settled(page) {
  await page.waitForFunction(() => document.getElementById("message").textContent === "" && document.getElementById("tasks-count")?.textContent !== "");
}

async function figuresLeadToTheirTasks({ page, goto }) {
  await goto("?asOf=2022-07-15");
  await settled(page);
  const overdue = await page.locator("#total .late dd").textContent();
  await page.getByRole("link", { name: `Quá hạn: ${overdue}` }).click();
  await page.waitForFunction(count => document.getElementById("tasks-count").textContent === count, overdue);
  assert.equal(new URL(page.url()).searchParams.get("timeliness"), "OVERDUE");
  // The address says all of it.
  await page.reload();
  await settled(page);
  assert.equal(await page.locator("#tasks-count").textContent(), overdue);
  assert.equal(await page.locator("#filter-timeliness").inputValue(), "OVERDUE");
  assert.equal(await page.locator("#tasks-list tbody tr").count(), Number(overdue));
  const cell = page.locator("#heat td.late a").first();
  const [due] = (await cell.textContent()).split(" ");
  await cell.click();
  await page.waitForFunction(count => document.getElementById("tasks-count").textContent === count, due);
  await page.goBack();
  await settled(page);
  assert.equal(await page.locator("#tasks-count").textContent(), overdue);

  await page.locator("#filters").getByRole("button", { name: "Bỏ lọc" }).click();
  await page.waitForFunction(() => document.getElementById("tasks-count").textContent === "37");
  await page.getByLabel("Tìm").fill("xuc tien dau tu");
  await page.waitForFunction(() => Number(document.getElementById("tasks-count").textContent) < 10);
  assert.match(await page.locator("#tasks-list").textContent(), /xúc tiến đầu tư/);
  assert.equal(new URL(page.url()).searchParams.get("q"), "xuc tien dau tu");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Excel" }).click();
  const workbook = await saved;
  assert.equal(workbook.suggestedFilename(), "KG-CN-2022-2022-07-15.xlsx");
  assert.equal(readFileSync(await workbook.path()).subarray(0, 2).toString(), "PK");
  await page.getByLabel("Tìm").fill("không có gì như thế");
  await page.getByText("Không có nhiệm vụ phù hợp.").waitFor();
}

// The first question's answer comes after the second's.
async function lateAnswersAreNotShown({ page, goto }) {
  await goto("?asOf=2022-12-31");
  await settled(page);
  const then = await page.locator("#total .late dd").textContent();
  let release;
  const held = new Promise(resolve => { release = resolve; });
  await page.route("**/graphql", async route => {
    if ((route.request().postData() ?? "").includes('"asOf":"2022-03-01"')) await held;
    await route.continue().catch(() => {});
  });
  const day = page.getByLabel("Tính đến ngày");
  await typeDay(day, "01/03/2022");
  await typeDay(day, "31/12/2022");
  await settled(page);
  release();
  await page.unroute("**/graphql");
  await settled(page);
  assert.equal(await page.locator("#total .late dd").textContent(), then);
  assert.equal(await day.inputValue(), "31/12/2022");
}

// On the page of the plan and on that of the agency: made, read by whoever has the address, revoked.
async function deadlinesGoToACalendar({ page, goto }) {
  for (const [path, uids] of [["plans/KG-CN-2022", 30], ["my-work", 1]]) {
    await goto(path);
    await page.locator("#calendar > summary").click();
    await page.getByRole("button", { name: "Tạo địa chỉ" }).click();
    const field = page.getByLabel("Địa chỉ của lịch");
    await page.waitForFunction(() => document.activeElement?.id === "calendar-address");
    const calendar = await field.inputValue();
    assert.match(calendar, /\/calendar\/[\w-]{43}\.ics$/);
    assert.equal(await page.getByRole("link", { name: "Mở bằng chương trình lịch" }).getAttribute("href"), calendar.replace("http:", "webcal:"));
    await meetsWcag(page, `${path} with a calendar's address`);
    const found = await fetch(calendar);
    assert.equal(found.headers.get("content-type"), "text/calendar; charset=utf-8");
    assert.ok((await found.text()).split("\r\nUID:").length > uids);
    await page.locator("#calendar").getByRole("button", { name: /^Thu hồi/ }).click();
    await page.getByText("Đã thu hồi địa chỉ của lịch.").waitFor();
    assert.equal(await field.count(), 0);
    assert.equal((await fetch(calendar)).status, 404);
  }
}

async function fileBecomesADraftAndAPlan({ page, goto }, approver) {
  const file = (name, text) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
  const text = "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG\n\n**KẾ HOẠCH**\n\n**Phát triển công nghiệp năm 2023**\n\n**I. NỘI DUNG**\n\n**1. Quy hoạch**\n\n"
    + "a) Xây dựng Đề án. Giao Sở Công Thương chủ trì thực hiện; **hoàn thành trong quý II/2023.**\n\nb) Rà soát quy hoạch. Giao Sở Không Có chủ trì; hoàn thành trong quý V/2023.";
  await goto("drafts");
  const form = page.locator("#import-form");
  await form.getByLabel("Mã kế hoạch").fill("KG-CN-2022");
  await form.locator("input[type=file]").setInputFiles(file("ke-hoach.doc", text));
  await form.getByRole("button", { name: "Xem trước" }).click();
  await form.locator(".notice:not(:empty)").waitFor();
  await form.locator("input[type=file]").setInputFiles(file("ke-hoach.md", text));
  await form.getByRole("button", { name: "Xem trước" }).click();
  await page.waitForFunction(() => document.getElementById("import-form-code").getAttribute("aria-invalid") === "true");
  await form.getByLabel("Mã kế hoạch").fill("KG-CN-2024");
  await form.getByRole("button", { name: "Xem trước" }).click();
  await page.getByRole("heading", { name: "Kết quả đọc văn bản" }).waitFor();
  await page.getByText("Cơ quan không có trong danh mục").waitFor();
  assert.equal(await page.locator("#import-result .warnings li").count() > 0, true);
  await form.getByRole("button", { name: "Nhập thành dự thảo" }).click();
  await page.getByRole("heading", { level: 1, name: "Phát triển công nghiệp năm 2023" }).waitFor();
  const second = page.locator("#outline article").nth(1);
  await second.getByText("Rà soát quy hoạch").waitFor();
  await second.locator(".warning").first().waitFor();
  // They outlive the tab, on this device; another one says what to do.
  const tab = await page.context().newPage();
  tab.setDefaultTimeout(60_000);
  await tab.goto(page.url());
  await tab.locator("#outline .warning").first().waitFor();
  await tab.getByText("Đọc tệp ke-hoach.md lúc").waitFor();
  await tab.close();
  const elsewhere = await person(coordinatorToken);
  await elsewhere.goto("drafts/KG-CN-2024");
  await elsewhere.page.locator("#no-reading").waitFor();
  await elsewhere.context.close();

  // What was not understood is put right.
  await second.locator("summary").click();
  const bodies = second.locator("form", { hasText: "Phân công" });
  await bodies.getByLabel("Cơ quan").selectOption({ label: "Sở Xây dựng" });
  await bodies.getByRole("button", { name: "Giao", exact: true }).click();
  await page.getByText("Đã sửa I.1.b.").waitFor();
  await second.locator("dd", { hasText: "Sở Xây dựng" }).waitFor();
  await second.locator("summary").click();
  const deadline = second.locator("form", { hasText: "Thời hạn mới" });
  await typeDay(deadline.getByLabel("Ngày cuối còn đúng hạn"), "15/09/2023");
  await deadline.getByRole("button", { name: "Lưu thời hạn" }).click();
  await page.waitForFunction(() => document.querySelector("[aria-invalid=true]") !== null);
  await typeDay(deadline.getByLabel("Ngày cuối còn đúng hạn"), "30/9/2023");
  await deadline.getByRole("button", { name: "Lưu thời hạn" }).click();
  await second.getByText("30/09/2023 (hoàn thành trong quý III/2023)").waitFor();

  await approver.goto("my-work");
  await approver.page.getByRole("link", { name: /^KG-CN-2024/ }).click();
  await approver.page.locator("summary", { hasText: "Ban hành" }).click();
  await approver.page.getByLabel("Số, ký hiệu văn bản").fill("15/KH-UBND");
  await typeDay(approver.page.getByLabel("Ngày ban hành"), "20012023");
  await approver.page.getByRole("button", { name: "Ban hành", exact: true }).click();
  await approver.page.waitForURL(/plans\/KG-CN-2024$/);
  await approver.page.getByText("Số 15/KH-UBND").waitFor();
}

async function reportIsPrintedAndDownloaded({ page, goto }) {
  await goto("plans/KG-CN-2022/report?asOf=2022-07-15");
  await page.getByText("Độc lập - Tự do - Hạnh phúc").waitFor();
  await page.getByText("tính đến ngày 15/07/2022").waitFor();
  assert.equal(await page.locator("table.report").count(), 3);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.ok((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length > 1);
  for (const [, width, height] of pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)) assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Tải tệp Word" }).click();
  assert.equal((await file).suggestedFilename(), "bao-cao-KG-CN-2022-2022-07-15.docx");

  // Another day, by the keyboard.
  await typeDay(page.getByLabel("Tính đến ngày"), "30/09/2022");
  await page.getByText("tính đến ngày 30/09/2022").waitFor();
  assert.equal(new URL(page.url()).searchParams.get("asOf"), "2022-09-30");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Chọn trên lịch");
  const next = page.waitForEvent("download");
  await page.getByRole("button", { name: "Tải tệp Word" }).click();
  assert.equal((await next).suggestedFilename(), "bao-cao-KG-CN-2022-2022-09-30.docx");
}

async function everyPageMeetsWcag(people) {
  for (const [, token] of people) {
    for (const [width, colorScheme] of [[1280, "light"], [768, "dark"], [320, "light"], [390, "dark"]]) {
      const one = await person(token, { viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
      for (const path of ["my-work", task, "tasks/KG-CN-2022/II.1.đ", "tasks/KG-CN-2022/none", "plans/KG-CN-2022?asOf=2022-07-15", "plans/KG-CN-2022/report?asOf=2022-07-15", "drafts", "drafts/KG-CN-2024"]) {
        await one.goto(path);
        await one.page.waitForFunction(() => document.getElementById("message").textContent === "");
        for (const block of await one.page.locator("details").all()) await block.evaluate(element => { element.open = true; });
        await meetsWcag(one.page, `${path} ${width} ${colorScheme}`);
      }
      one.isClean();
      await one.context.close();
    }
  }
}

async function meetsWcag(page, where) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(violations.map(rule => `${where}: ${rule.id}: ${rule.nodes.map(node => `${node.target} ${node.html}`).join(", ")}`), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, where);
}

async function pagesSpeakEnglish({ page, goto }) {
  await goto("my-work");
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "My work" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await goto(task);
  await page.getByRole("heading", { name: "Deadlines" }).waitFor();
  await page.getByRole("link", { name: "Tiếng Việt" }).click();
  await page.getByRole("heading", { name: "Thời hạn" }).waitFor();
}
