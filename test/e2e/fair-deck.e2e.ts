import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { DeckProof } from "../../src/client/views.ts";
import { auditSchema } from "../../src/poker/fair-deck/audit.ts";
import { verifyAudit } from "../../src/poker/fair-deck/verify-audit.ts";
import { until } from "../scenarios/until.ts";
import { accessibilityFaults } from "./axe.ts";
import { keepScreenshot, openBrowser } from "./browser.ts";
import { openPageHouse, type PageHouse } from "./page-house.ts";
import type { TablePage } from "./table-page.ts";

const PATIENCE_MS = 20_000;

let browser: Browser;
let place: PageHouse;
let alice: TablePage;
let bob: TablePage;

beforeAll(async () => {
  browser = await openBrowser();
  place = await openPageHouse(browser, { TABLE_MIN_PLAYERS: "2", TABLE_SEATS: "2" });
  alice = await place.sit("alice", { looks: { width: 360, height: 740 } });
  bob = await place.sit("bob");
}, 120_000);
afterAll(async () => {
  await browser.close();
  await place.close();
});
afterEach(() => expect([...alice.errors, ...bob.errors]).toEqual([]));

/** Both check or call until the hand is over. */
async function playHand(): Promise<void> {
  const isOver = () => alice.page.locator("ul.wins").isVisible();
  const step = async () => {
    // The turn may pass between the look and the click: the next look tells.
    for (const { isOnTurn, passive } of [alice, bob])
      if (await isOnTurn()) await passive.click({ timeout: 2000 }).catch(() => undefined);
    return isOver();
  };
  await until("the hand is over", step, PATIENCE_MS);
}

async function startHand(no: number): Promise<void> {
  await bob.page.getByRole("button", { name: "Next hand" }).click();
  await alice.page.getByRole("button", { name: `Hand ${no}: a fair deck` }).waitFor();
}

async function check({ page }: TablePage, no: number): Promise<void> {
  await page.getByRole("button", { name: `Hand ${no}: a fair deck` }).click();
  await page.getByRole("button", { name: `Check hand ${no}` }).click();
}

const closeDialog = (page: Page) => page.getByRole("button", { name: "Close", exact: true }).click();

describe("the deck of a hand", () => {
  it("is checked in the browser against what the page was told before the first card", async () => {
    await until("cards are dealt", async () => (await alice.ownCards()).length === 2, PATIENCE_MS);
    await playHand();
    await check(alice, 1);
    const words = await alice.page.getByText(/^Cards shown in hand 1 match/).innerText();
    expect(words).toMatch(
      /^Cards shown in hand 1 match the deck that was fixed before it\. [79] cards were checked/,
    );
    expect(await accessibilityFaults(alice.page)).toEqual([]);
    await keepScreenshot(alice.page, "deck-checked");
    await closeDialog(alice.page);
  });

  it("gets a part of the shuffle from whoever gives one, and says why it does not", async () => {
    await alice.page.getByRole("button", { name: "Hand 1: a fair deck" }).click();
    const field = alice.page.getByLabel("Your part of the shuffle");
    await field.fill("straße");
    await alice.page.getByRole("button", { name: "Add it" }).click();
    await alice.page.getByText(/must be 1 to 64 printable ASCII characters/).waitFor();
    await field.fill("my cat walked over the keys");
    await alice.page.getByRole("button", { name: "Add it" }).click();
    await alice.page.getByText(/From the next hand on.*my cat walked over the keys/).waitFor();
    await closeDialog(alice.page);
    await bob.page
      .getByRole("tabpanel")
      .getByText("alice adds to the shuffle: “my cat walked over the keys”")
      .waitFor();
  });

  it("is checked with the seed, and by a page that was loaded anew meanwhile", async () => {
    await startHand(2);
    await alice.page.reload();
    await alice.shown();
    await playHand();
    await check(alice, 2);
    await alice.page.getByText(/^Cards shown in hand 2 match the deck that was fixed before it/).waitFor();
    await closeDialog(alice.page);
  });

  it("is not vouched for by a page that was not there", async () => {
    const storage = () => alice.page.evaluate(() => sessionStorage.clear());
    await storage();
    await alice.page.reload();
    await alice.shown();
    await check(alice, 2);
    await alice.page.getByText(/^Cards shown in hand 2 match the deck’s fingerprint/).waitFor();
    await closeDialog(alice.page);
  });

  it("is said loudly not to match when a card was exchanged", async () => {
    await startHand(3);
    await playHand();
    await alice.page.route("**/hands/3/proof", async (route) => {
      const answer = await route.fetch();
      const proof = (await answer.json()) as DeckProof;
      const openings = proof.openings.map((opening, at) =>
        at === 0 ? { ...opening, salt: "0".repeat(32) } : opening,
      );
      await route.fulfill({ response: answer, json: { ...proof, openings } });
    });
    await check(alice, 3);
    const alarm = alice.page.getByRole("alert").filter({ hasText: "do NOT match" });
    await alarm.getByText(/does not lead to the fingerprint/).waitFor();
    expect(await accessibilityFaults(alice.page)).toEqual([]);
    await keepScreenshot(alice.page, "deck-broken");
    await alice.page.unroute("**/hands/3/proof");
    await closeDialog(alice.page);
  });

  it("is said loudly not to match when the whole deck was exchanged, root and all", async () => {
    await alice.page.route("**/hands/3/proof", async (route) => {
      const answer = await route.fetch({ url: route.request().url().replace("/3/", "/2/") });
      await route.fulfill({ response: answer });
    });
    await check(alice, 3);
    await alice.page
      .getByRole("alert")
      .getByText(/another fingerprint than it gave this page/)
      .waitFor();
    await alice.page.unroute("**/hands/3/proof");
    await closeDialog(alice.page);
  });

  it("is checked where a hand is replayed", async () => {
    await bob.page.getByRole("tab", { name: "Hands" }).click();
    await bob.page.getByRole("button", { name: "Replay hand 3" }).click();
    await bob.page.getByRole("button", { name: "Check the deck of this hand" }).click();
    await bob.page.getByText(/^Cards shown in hand 3 match the deck that was fixed before it/).waitFor();
    await closeDialog(bob.page);
  });
});

describe("the audit", () => {
  it("is told to come after the session", async () => {
    await alice.page.getByRole("button", { name: "Hand 3: a fair deck" }).click();
    await alice.page.getByRole("button", { name: "Download the audit" }).click();
    await alice.page.getByText("No session with a finished hand is over in this room.").waitFor();
    await closeDialog(alice.page);
  });

  it("is downloaded once the session is over, and proves every deck", async () => {
    expect(place.house.emulator.endRoom("lounge", "the evening is over")).toBe(true);
    await alice.page.locator(".banner[data-connection=closed]").waitFor();
    await place.room.settled();
    await alice.page.getByRole("button", { name: /a fair deck/i }).click();
    const download = alice.page.waitForEvent("download");
    await alice.page.getByRole("button", { name: "Download the audit" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("audit-1-3.json");
    const audit = auditSchema.parse(JSON.parse(await readFile(await file.path(), "utf8")));
    const { faults, missing, hands } = verifyAudit(audit);
    expect([faults, missing, hands.length]).toEqual([[], [], 3]);
    expect(audit.hands[1]?.seeds).toEqual([{ player: "alice", seed: "my cat walked over the keys" }]);
  });
});
