import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { until } from "../scenarios/until.ts";
import { accessibilityFaults } from "./axe.ts";
import { keepScreenshot, openBrowser, openPage } from "./browser.ts";
import { type DemoProcess, startDemo } from "./demo-process.ts";

describe("npm run demo", () => {
  let browser: Browser;
  let demo: DemoProcess;
  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo("--seed", "visit")]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    expect(await demo.interrupt()).toBe(0);
    expect(demo.output()).not.toContain("VIOLATION");
  }, 30_000);

  const bots = (page: Page) =>
    page
      .getByRole("navigation", { name: "Demo" })
      .getByText(/^\d bots?$/)
      .innerText();

  it("has a first-time visitor play a hand against bots within half a minute", async () => {
    const { page, errors } = await openPage(browser);
    const startMs = performance.now();
    await page.goto(demo.url);
    const play = page.getByRole("link", { name: /^Play as Alice/ });
    await play.waitFor();
    await keepScreenshot(page, "demo-lobby");
    await play.click();
    await page.getByRole("button", { name: /^Fold/ }).waitFor();
    const dealtMs = performance.now();
    await keepScreenshot(page, "demo-visitor");
    const isOver = async () => / wins? \d+/.test(await page.getByRole("tabpanel").innerText());
    await until("the hand is over", () => playUntil(page, isOver), 60_000);
    const seconds = [dealtMs, performance.now()].map((ms) => ((ms - startMs) / 1000).toFixed(1));
    process.stdout.write(
      `a visitor: first decision after ${seconds[0]} s, first hand over after ${seconds[1]} s\n`,
    );
    expect(Number(seconds[1])).toBeLessThan(30);
    expect(await bots(page)).toBe("3 bots");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  }, 90_000);

  it("has a lobby and a refusal in which axe finds nothing wrong, on a phone", async () => {
    const { page } = await openPage(browser, { width: 360, height: 740 });
    await page.goto(demo.url);
    await page.getByRole("link", { name: /^Play as Alice/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(`${demo.url}/?as=nobody`);
    await page.getByText(/nobody of that name plays here/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  it("brings bots and sends them away", async () => {
    const { page } = await openPage(browser);
    await page.goto(`${demo.url}/?as=alice`);
    await page.getByRole("button", { name: "Add a bot" }).click();
    await until("there is one more", async () => (await bots(page)) === "4 bots");
    await page.getByRole("button", { name: "Take a bot away" }).click();
    // One that is dealt in leaves when the hand is over, for which the visitor has to act.
    const isGone = async () => (await bots(page)) === "3 bots";
    await until("it is gone", () => playUntil(page, isGone), 60_000);
    await page.context().close();
  }, 90_000);

  it("tells which bots leave after the hand, and says no refusal for long, on a phone", async () => {
    const { page } = await openPage(browser, { width: 360, height: 640 });
    await page.goto(`${demo.url}/?as=alice&bots=3`);
    const [more, less] = [
      page.getByRole("button", { name: "Add a bot" }),
      page.getByRole("button", { name: "Take a bot away" }),
    ];
    const refusal = page.getByText("All seats are taken.");
    await until("the table is full", async () => {
      await more.click();
      return (await refusal.count()) > 0;
    });
    const { wide, high } = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { wide: scrollWidth, high: scrollHeight };
    });
    expect({ wide, high }).toEqual({ wide: 360, high: 640 });
    await keepScreenshot(page, "demo-refusal");
    await refusal.waitFor({ state: "detached", timeout: 10_000 });
    const told = page.getByRole("navigation", { name: "Demo" }).getByText(/ leaves after this hand\.$/);
    await page.getByRole("button", { name: /^Fold/ }).waitFor({ timeout: 40_000 });
    // Those that are not dealt in go at once.
    await until("one leaves later", async () => {
      if (await less.isEnabled()) await less.click();
      return (await told.count()) > 0;
    });
    const first = await told.innerText();
    await less.click();
    await until("another one leaves", async () => (await told.innerText()) !== first);
    await keepScreenshot(page, "demo-leaving");
    // Folding for nothing is asked for twice.
    await page.keyboard.press("f");
    await page.keyboard.press("f");
    await page.getByRole("button", { name: "My seat" }).click();
    await page.getByRole("button", { name: "Stand up and cash out" }).click();
    await page.getByRole("button", { name: "Take a seat" }).waitFor({ timeout: 40_000 });
    expect(await more.isEnabled()).toBe(true);
    await page.context().close();
  }, 120_000);

  it("fits a phone on its side", async () => {
    const { page } = await openPage(browser, { width: 740, height: 360 });
    await page.goto(`${demo.url}/?as=bob`);
    await page.locator(".croupier .felt").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(360);
    await page.context().close();
  });

  it("shows four players at once, each in a page of their own", async () => {
    const { page, errors } = await openPage(browser, { width: 1440, height: 900 });
    await page.goto(`${demo.url}/?four`);
    await until("there are four pages", () => page.frames().length === 5);
    for (const frame of page.frames().slice(1))
      await until(
        "everybody sees all four",
        async () => {
          const shown = await frame.locator(".croupier").innerText();
          return ["Alice", "Bob", "Carol", "Dave"].every((name) => shown.includes(name));
        },
        30_000,
      );
    await keepScreenshot(page, "demo-four");
    await page.setViewportSize({ width: 1280, height: 800 });
    const corners = await page
      .locator("iframe")
      .evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect()).map(({ x, y }) => [x > 640, y > 400]),
      );
    expect(corners).toEqual([
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]);
    expect(await page.locator(".four").evaluate((four) => four.scrollHeight <= four.clientHeight)).toBe(true);
    await keepScreenshot(page, "demo-four-in-squares");
    expect(errors).toEqual([]);
    await page.context().close();
  }, 60_000);
});

/** Checks or calls when it is the visitor's turn; then tells whether it is as wanted. */
async function playUntil(page: Page, isWanted: () => Promise<boolean>): Promise<boolean> {
  const action = page.getByRole("button", { name: /^(Check|Call)/ }).first();
  if (await action.isVisible()) await action.click({ timeout: 2000 }).catch(ignoreTurnOver);
  return await isWanted();
}

/** The button may go while it is being clicked: the turn is over. */
function ignoreTurnOver(error: Error): void {
  if (error.name !== "TimeoutError") throw error;
}
