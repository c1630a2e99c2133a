import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { onTurn, seen } from "../scenarios/play.ts";
import type { Player } from "../scenarios/player.ts";
import { until } from "../scenarios/until.ts";
import { accessibilityFaults } from "./axe.ts";
import { keepScreenshot, openBrowser } from "./browser.ts";
import { openPageHouse, type PageHouse } from "./page-house.ts";
import type { TablePage } from "./table-page.ts";

const PATIENCE_MS = 20_000;
const TARGET_PX = 44;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each([
  { name: "phone", width: 360, height: 740 },
  { name: "desktop", width: 1440, height: 900 },
])("the table on a $name", ({ name, width, height }) => {
  let place: PageHouse;
  let alice: TablePage;
  let others: readonly Player[];

  /** Alice in the page, three others without one. */
  beforeAll(async () => {
    place = await openPageHouse(browser, { TABLE_SEED: "looks" });
    alice = await place.sit("alice", { looks: { width, height, reducedMotion: true } });
    others = await Promise.all(
      ["bob", "carol", "dave"].map((userId) => place.room.join(userId, { role: "host" })),
    );
  }, 120_000);
  afterAll(async () => {
    await alice.close();
    await place.close();
  });

  /** The others check or call until it is Alice's turn, or the hand is over. */
  async function passTo(isWanted: () => Promise<boolean>): Promise<void> {
    const [bob] = others;
    if (bob === undefined) throw new Error("nobody plays");
    await until(
      "the page shows it",
      async () => {
        const { table } = await seen(bob, "the table");
        const { turn } = table;
        if (turn !== null && turn.player !== "alice") {
          const action = turn.canCheck ? "check" : "call";
          await onTurn(others, table).does({ type: "act", turn: turn.id, action });
        }
        return isWanted();
      },
      PATIENCE_MS,
    );
  }

  async function expectFine(moment: string): Promise<void> {
    await keepScreenshot(alice.page, `${name}-${moment}`);
    expect(await accessibilityFaults(alice.page)).toEqual([]);
    const page = await alice.page.evaluate(() => {
      const root = document.scrollingElement ?? document.documentElement;
      const boxes = [...document.querySelectorAll("li.seat:not(.seat-empty) .seat-plate")].map((plate) => {
        const { left, right, top, bottom } = plate.getBoundingClientRect();
        return { left, right, top, bottom };
      });
      return { wide: root.scrollWidth, high: root.scrollHeight, boxes };
    });
    expect(page.wide).toBeLessThanOrEqual(width);
    expect(page.high).toBeLessThanOrEqual(height);
    expect(page.boxes).toHaveLength(4);
    for (const [at, box] of page.boxes.entries()) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(width);
      for (const other of page.boxes.slice(at + 1)) {
        const isApart =
          box.right <= other.left ||
          other.right <= box.left ||
          box.bottom <= other.top ||
          other.bottom <= box.top;
        expect(isApart).toBe(true);
      }
    }
  }

  it("fits, can be touched, and axe finds nothing, on turn and at the showdown", async () => {
    await passTo(() => alice.isOnTurn());
    await expectFine("turn");
    const acts = alice.page.locator(".turn-buttons .act");
    expect(await acts.count()).toBeGreaterThanOrEqual(2);
    for (const act of await acts.all()) {
      const box = await act.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(TARGET_PX);
      expect((box?.y ?? Infinity) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    }
    const isOver = () => alice.page.locator("ul.wins").isVisible();
    while (!(await isOver())) {
      await passTo(async () => (await alice.isOnTurn()) || (await isOver()));
      if (await isOver()) break;
      const { table } = await seen(others[0] as Player, "the table");
      // Her page may show a turn for a moment longer than it lasts.
      const acted = await alice.passive.click({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (!acted) continue;
      await seen(others[0] as Player, "Alice's action", ({ table: now }) => now.turn?.id !== table.turn?.id);
    }
    await expectFine("showdown");
  });
});
