import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { HOST_OPTIONS } from "../../src/demo/page/ui/model/host-options.ts";
import { type Gallery, openGallery } from "../demo/page/gallery/gallery-server.ts";
import { accessibilityFaults } from "./axe.ts";
import { keepScreenshot, openBrowser, openPage } from "./browser.ts";
import { outOfReach, smallTargets } from "./looks.ts";

const TITLES = HOST_OPTIONS.map(({ title }) => title);

let browser: Browser;
let gallery: Gallery;
let page: Page;

beforeAll(async () => {
  [browser, gallery] = await Promise.all([openBrowser(), openGallery()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await gallery.stop();
});
afterEach(() => page.context().close());

async function openSettings(state: string): Promise<void> {
  page = (await openPage(browser, { width: 360, height: 740, reducedMotion: true })).page;
  await page.goto(gallery.urlOf(state));
  await page.getByRole("button", { name: "Log, hands, ledger, host" }).click();
  await page.getByRole("dialog").getByRole("tab", { name: "Host" }).click();
}

const settings = () => page.getByRole("dialog").getByRole("form", { name: "Settings" });
const group = (title: string) =>
  settings()
    .locator("details")
    .filter({ has: page.locator("summary").getByText(title, { exact: true }) });

async function change(fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await settings().getByLabel(label, { exact: true }).fill(value);
  await settings()
    .getByRole("button", { name: /^Change \d settings?$/ })
    .click();
}

describe("a host on a phone", () => {
  beforeEach(() => openSettings("host"));

  it("reaches every setting, none too small for a thumb, none that hangs out, and axe finds nothing", async () => {
    for (const title of TITLES) await group(title).locator("summary").click();
    expect(await settings().locator("input, select").count()).toBe(
      HOST_OPTIONS.flatMap(({ options }) => options).length,
    );
    await keepScreenshot(page, "host-all-open");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    const hanging = await settings()
      .locator("input, select, label, p, summary *")
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth).length);
    expect(hanging).toBe(0);
  });

  it("changes what a group tells of itself", async () => {
    await group("Seats and start").locator("summary").click();
    await change({ "Least players to deal": "3" });
    const waiting = settings().getByText("Changes are waiting for the end of this hand.");
    await waiting.waitFor();
    expect(await outOfReach(waiting)).toEqual([]);
    await settings().getByLabel("Deal without being asked").check();
    await settings().getByRole("button", { name: "Change 1 setting" }).click();
    await group("Seats and start").getByText("6 seats, dealt from 3 players on").waitFor();
  });

  it("is told beside a field why the table does not take it, and may try another", async () => {
    await group("Game and blinds").locator("summary").click();
    await change({ "Small blind": "5" });
    const small = settings().getByLabel("Small blind");
    await group("Game and blinds").getByText("Must not exceed “Big blind”.").waitFor();
    expect(await small.getAttribute("aria-invalid")).toBe("true");
    expect(await small.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await keepScreenshot(page, "host-refused");
    await change({ "Small blind": "2" });
    await group("Game and blinds").getByText("No-limit hold’em, 2/2").waitFor();
    expect(await settings().locator(".fault").count()).toBe(0);
  });

  it("is told of a number out of bounds while typing it, and takes everything back", async () => {
    await group("Seats and start").locator("summary").click();
    await change({ Seats: "11" });
    await group("Seats and start").getByText("A whole number from 2 to 10.").waitFor();
    await settings().getByText("One setting needs another value.").waitFor();
    await settings().getByRole("button", { name: "Undo" }).click();
    expect(await settings().getByLabel("Seats", { exact: true }).inputValue()).toBe("6");
    expect(
      await settings()
        .getByRole("button", { name: /^Change/ })
        .count(),
    ).toBe(0);
  });

  it("is told in a closed group as well, which opens", async () => {
    await group("Sit and go").locator("summary").click();
    await settings().getByLabel("The table plays").selectOption("Sit and go");
    await group("Sit and go").locator("summary").click();
    await settings().getByRole("button", { name: "Change 1 setting" }).click();
    await settings().getByLabel("The table plays").and(page.locator(":focus")).waitFor();
    await group("Sit and go")
      .getByText(/It can be changed while nobody does/)
      .waitFor();
  });

  it("sets rising blinds", async () => {
    await group("Rising blinds").locator("summary").click();
    await change({ Levels: "1/2, 2/4, 3/6/1", "Hands a level": "10" });
    await group("Rising blinds").getByText("every 10 hands", { exact: true }).waitFor();
    await change({ Levels: "4/2" });
    await group("Rising blinds")
      .getByText(/Must be small\/big\[\/ante\]/)
      .waitFor();
  });

  it("is told why no hand can be started", async () => {
    const start = page.getByRole("dialog").getByRole("button", { name: "Start a hand" });
    expect(await start.isDisabled()).toBe(true);
    await page
      .getByRole("dialog")
      .getByText(/^A hand is being played/)
      .waitFor();
  });

  it("sets a stack to what was typed, and never back to an old one", async () => {
    const bob = page.getByRole("dialog").locator(".host-list > li").filter({ hasText: "Bob" });
    await bob.locator("summary").click();
    const set = bob.getByRole("button", { name: "Set" });
    expect(await set.isDisabled()).toBe(true);
    await bob.getByLabel("Stack of Bob").fill("320");
    await set.click();
    await bob.getByText(/, then 320$/).waitFor();
    expect(await bob.getByLabel("Stack of Bob").inputValue()).toBe("320");
    expect(await set.isDisabled()).toBe(true);
  });
});

describe("a host who sends a bot away during a hand", () => {
  it("sees that it leaves after the hand", async () => {
    await openSettings("bots");
    const bot = page.getByRole("dialog").locator(".host-list > li").filter({ hasText: "Bot" }).first();
    await bot.locator("summary").click();
    const away = bot.getByRole("button", { name: /^Send Bot .* away$/ });
    await away.click();
    await bot.getByText(/, leaves after this hand$/).waitFor();
    expect(await away.count()).toBe(0);
  });
});
