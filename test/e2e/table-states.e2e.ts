import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { type Gallery, openGallery } from "../demo/page/gallery/gallery-server.ts";
import { STATES } from "../demo/page/gallery/states.ts";
import { accessibilityFaults } from "./axe.ts";
import { keepScreenshot, openBrowser, openPage } from "./browser.ts";
import { coveredCards, layoutFaults, outOfReach, smallTargets } from "./looks.ts";

const SCREENS = {
  phone: { width: 360, height: 740 },
  "small-phone": { width: 360, height: 640 },
  "phone-on-its-side": { width: 740, height: 360 },
  desktop: { width: 1440, height: 900 },
} as const;

let browser: Browser;
let gallery: Gallery;

beforeAll(async () => {
  [browser, gallery] = await Promise.all([openBrowser(), openGallery()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await gallery.stop();
});

type Screen = keyof typeof SCREENS;

function shapeOn({ width, height }: { readonly width: number; readonly height: number }): string {
  return width > height ? "landscape" : "portrait";
}

async function shown(state: string): Promise<Page> {
  const { page, errors } = await openPage(browser, { ...SCREENS.phone, reducedMotion: true });
  await page.goto(gallery.urlOf(state));
  await page.locator(".croupier").waitFor();
  expect(errors).toEqual([]);
  return page;
}

describe("the table", () => {
  it.each(Object.keys(STATES))("fits every screen, and axe finds nothing wrong: %s", async (state) => {
    const page = await shown(state);
    for (const [screen, size] of Object.entries(SCREENS) as [Screen, (typeof SCREENS)[Screen]][]) {
      await page.setViewportSize(size);
      await page.locator(`.felt[data-shape="${shapeOn(size)}"]`).waitFor();
      await keepScreenshot(page, `table-${state}-${screen}`);
      const faults = [
        ...(await layoutFaults(page)),
        ...(await coveredCards(page)),
        ...(await smallTargets(page)),
        ...(screen === "phone" || screen === "desktop" ? await accessibilityFaults(page) : []),
      ];
      expect({ screen, faults }).toEqual({ screen, faults: [] });
    }
    await page.context().close();
  });
});

describe("a name that is read from the right", () => {
  it("keeps its beginning where it is cut", async () => {
    const page = await shown("large-chips");
    const name = page.locator(".seat-words").filter({ hasText: "אליעזר" });
    expect(await name.evaluate((words) => getComputedStyle(words).direction)).toBe("rtl");
    await page.context().close();
  });
});

describe("a showdown", () => {
  it.each([
    { seats: 2, state: "two-showdown", cards: 4 },
    { seats: 6, state: "six-showdown", cards: 12 },
    { seats: 9, state: "nine-showdown", cards: 18 },
    { seats: 9, state: "nine-omaha-showdown", cards: 45 },
    { seats: 10, state: "ten-showdown", cards: 20 },
  ])("shows all $cards cards of $seats seats, and no seat lies on another's: $state", async (shows) => {
    const page = await shown(shows.state);
    for (const size of Object.values(SCREENS)) {
      await page.setViewportSize(size);
      await page.locator(`.felt[data-shape="${shapeOn(size)}"]`).waitFor();
      expect(await page.locator(".seat-cards svg[role=img]").count()).toBe(shows.cards);
      expect({ size, covered: await coveredCards(page) }).toEqual({ size, covered: [] });
    }
    await page.context().close();
  });
});

describe("what opens over the table", () => {
  const openings: Readonly<
    Record<string, { readonly state: string; readonly open: (page: Page) => Promise<void> }>
  > = {
    help: { state: "my-turn", open: (page) => page.keyboard.press("?") },
    deck: {
      state: "showdown",
      async open(page) {
        await page.getByRole("button", { name: "Hand 1: a fair deck" }).click();
        await page.getByRole("button", { name: "Check hand 1" }).click();
        await page.getByText(/^Cards shown in hand 1 match the deck/).waitFor();
      },
    },
    log: { state: "side-pots", open: openPanel },
    hands: { state: "side-pots", open: (page) => openTab(page, "Hands") },
    ledger: { state: "side-pots", open: (page) => openTab(page, "Ledger") },
    host: { state: "host", open: (page) => openTab(page, "Host") },
    replayer: {
      state: "side-pots",
      async open(page) {
        await openTab(page, "Hands");
        await page.getByRole("button", { name: "Replay hand 2" }).click();
        for (let step = 0; step < 12; step++) await page.getByRole("button", { name: "Step on" }).click();
      },
    },
    seat: { state: "showdown", open: (page) => page.getByRole("button", { name: "My seat" }).click() },
    "top-up": { state: "showdown", open: (page) => page.getByRole("button", { name: "Add chips" }).click() },
    sit: { state: "visitor", open: (page) => page.getByRole("button", { name: "Sit in seat 5" }).click() },
  };

  it.each(Object.keys(openings))("has nothing that axe finds wrong: %s", async (name) => {
    const page = await shown(openings[name]?.state ?? "");
    await openings[name]?.open(page);
    await page.getByRole("dialog").last().waitFor();
    await keepScreenshot(page, `table-over-${name}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await page.context().close();
  });

  it.each(["small-phone", "phone-on-its-side"] as const)(
    "has a hand replayed from the sheet, one Esc at a time: on a %s",
    async (screen) => {
      const page = await shown("two-boards");
      await page.setViewportSize(SCREENS[screen]);
      await openTab(page, "Hands");
      const row = page.getByRole("button", { name: "Replay hand 2" });
      await row.locator(".hand-board").nth(1).waitFor();
      await row.click();
      const replayer = page.getByRole("dialog", { name: "Hand 2" });
      await replayer.getByRole("button", { name: "To the end" }).click();
      await keepScreenshot(page, `table-replay-${screen}`);
      expect(await outOfReach(replayer.locator(".replay-controls > *"))).toEqual([]);
      await replayer.getByRole("button", { name: "Check the deck of this hand" }).click();
      const answer = replayer.locator(".deck-words");
      await answer.waitFor();
      expect(await outOfReach(answer)).toEqual([]);
      await page.keyboard.press("Escape");
      await replayer.waitFor({ state: "detached" });
      await page.getByRole("dialog", { name: "About the table" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.context().close();
    },
  );

  it.each(["small-phone", "desktop"] as const)("cuts off no chips of the ledger: on a %s", async (screen) => {
    const page = await shown("large-chips");
    await page.setViewportSize({ ...SCREENS[screen], width: screen === "desktop" ? 1280 : 360 });
    if (screen === "desktop") await page.getByRole("tab", { name: "Ledger" }).click();
    else await openTab(page, "Ledger");
    await page.getByText("Alice pays Bob 9,000,000").waitFor();
    const panel = page.getByRole("tabpanel").last();
    expect(await panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await keepScreenshot(page, `table-ledger-${screen}`);
    await page.context().close();
  });

  it("gives the focus back when it closes", async () => {
    const page = await shown("showdown");
    const opener = page.getByRole("button", { name: "Add chips" });
    await opener.click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.context().close();
  });
});

async function openPanel(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Log, hands, ledger, host" }).click();
}

async function openTab(page: Page, name: string): Promise<void> {
  await openPanel(page);
  await page.getByRole("dialog").getByRole("tab", { name }).click();
}
