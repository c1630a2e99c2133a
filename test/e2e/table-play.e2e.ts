import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { type Gallery, openGallery } from "../demo/page/gallery/gallery-server.ts";
import { openBrowser, openPage } from "./browser.ts";

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
beforeEach(async () => {
  page = (await openPage(browser, { width: 1440, height: 900, reducedMotion: true })).page;
  await page.goto(gallery.urlOf("my-turn"));
  await page.locator(".act-raise").waitFor();
});
afterEach(() => page.context().close());

const seat = (name: string) => page.getByRole("listitem", { name: new RegExp(`^Seat \\d+: ${name}`) });
const heard = (name: string) => page.locator(`.sr [aria-label="${name}"]`).textContent();

describe("with the keyboard", () => {
  it("calls", async () => {
    await page.keyboard.press("c");
    await seat("Alice")
      .and(page.getByLabel(/176 chips/))
      .waitFor();
    expect(await heard("What happens")).toMatch(/^Alice calls 18\. Flop: /);
  });

  it("raises only what was chosen, on the second key", async () => {
    await page.keyboard.press("Enter");
    await page.keyboard.press("4");
    await page.getByRole("button", { name: "Raise to 103" }).waitFor();
    await page.keyboard.press("ArrowUp");
    await page.getByRole("button", { name: "Raise to 104" }).waitFor();
    await page.keyboard.press("Enter");
    await seat("Alice")
      .and(page.getByLabel(/bet 104/))
      .waitFor();
  });

  it("takes a choice back", async () => {
    await page.keyboard.press("a");
    expect(await page.locator(".act-raise[data-chosen]").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    expect(await page.locator(".act-raise[data-chosen]").count()).toBe(0);
    await page.getByRole("button", { name: "Raise to 42" }).waitFor();
  });

  it("chooses with a digit what the help says, or nothing", async () => {
    await page.goto(gallery.urlOf("bomb-pot"));
    await page.getByRole("button", { name: "¾ pot: 155" }).waitFor();
    await page.keyboard.press("4");
    expect(await page.locator(".act-raise").textContent()).toBe("Raise to 40");
    await page.keyboard.press("5");
    await page.getByRole("button", { name: "All-in 190" }).waitFor();
  });

  it("plays with the focus on a tab, and makes a bet with Enter on the slider", async () => {
    await page.getByRole("tab", { name: "Hands" }).click();
    await page.keyboard.press("3");
    await page.getByRole("button", { name: "Raise to 83" }).waitFor();
    await page.getByRole("slider", { name: "Bet to" }).focus();
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "Raise to 42" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Raise to 43" }).waitFor();
    await page.keyboard.press("Enter");
    await seat("Alice")
      .and(page.getByLabel(/bet 43/))
      .waitFor();
  });

  it("types into a field without playing", async () => {
    await page.getByLabel("Bet to, 42 to 200").fill("60");
    await page.keyboard.press("f");
    await page.getByRole("button", { name: "Raise to 60" }).waitFor();
    expect(await seat("Alice").getAttribute("aria-label")).toContain("in the hand");
  });

  it("stays in the action bar when the button that was pressed is gone", async () => {
    await page.getByRole("button", { name: "Call 18" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("group", { name: "Plan your next turn" }).waitFor();
    const bar = page.getByRole("region", { name: "Your actions" });
    expect(await bar.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  });

  it("goes from tab to tab with the arrows", async () => {
    await page.getByRole("tab", { name: "Log" }).focus();
    await page.keyboard.press("ArrowRight");
    const tab = page.getByRole("tab", { name: "Hands" });
    expect(await tab.getAttribute("aria-selected")).toBe("true");
    expect(await tab.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe("for the ears", () => {
  it("says at once that it is the reader's turn, and for how much", async () => {
    expect(await page.getByRole("alert", { name: "Your turn" }).textContent()).toBe("Your turn: 18 to call");
  });

  it("asks before folding for nothing", async () => {
    await page.goto(gallery.urlOf("my-turn-free"));
    await page.getByRole("button", { name: "Fold" }).click();
    await page.getByRole("button", { name: "Fold anyway?" }).click();
    await seat("Alice")
      .and(page.getByLabel(/folded/))
      .waitFor();
  });

  it("says a refusal in words", async () => {
    await page.goto(gallery.urlOf("their-turn"));
    await refuse({ status: 409, code: "in_hand", detail: "The table refuses that." });
    await page.getByRole("button", { name: "My seat" }).click();
    await page.getByRole("button", { name: "Sit out from the next hand" }).click();
    await page.getByRole("dialog").getByRole("alert").getByText("The table refuses that").waitFor();
  });

  it("says what waits for the end of the hand, and takes it back", async () => {
    await page.goto(gallery.urlOf("their-turn"));
    const told = page.getByRole("status").getByText("You sit out after this hand.");
    await page.getByRole("button", { name: "Sit out" }).click();
    await told.waitFor();
    await page.getByRole("button", { name: "Stay in" }).click();
    await told.waitFor({ state: "detached" });
  });

  it("offers no seat any more to whom one was refused for good, or taken", async () => {
    await page.goto(gallery.urlOf("visitor"));
    const seats = page.getByRole("button", { name: /^Sit in seat/ });
    await seats.first().waitFor();
    await refuse({ status: 403, code: "may_not_play", detail: "You may not play at this table." });
    await seats.first().click();
    await page.getByRole("button", { name: "Sit down" }).click();
    await page.getByLabel("Your actions").getByText("You may not play at this table.").waitFor();
    expect(await page.locator(".seat-take").count()).toBe(0);
    await page.goto(gallery.urlOf("removed"));
    await page.getByLabel("Your actions").getByText("Bob removed you from the table.").waitFor();
    expect(await page.locator(".seat-take").count()).toBe(0);
  });

  it("keeps saying that nothing is taken any more once the pass has expired", async () => {
    await page.goto(gallery.urlOf("their-turn"));
    await refuse({ status: 401, code: "unauthorized", detail: "the token has expired" });
    await page.getByRole("button", { name: "Sit out" }).click();
    await page.locator(".banner").getByText("Your pass has expired. Reload the page.").waitFor();
  });
});

/** Whatever is sent from now on. */
async function refuse(problem: object): Promise<void> {
  await page.route("**/tables/*", (route) =>
    route.request().method() === "POST" ? route.fulfill({ json: { ok: false, problem } }) : route.fallback(),
  );
}

describe("moving", () => {
  it("lets chips fly and leaves none behind; with reduced motion none fly", async () => {
    await page.keyboard.press("c");
    await page.getByRole("list", { name: "Board" }).getByRole("img").nth(2).waitFor();
    expect(await page.locator(".flight").count()).toBe(0);

    const moving = (await openPage(browser, { width: 1440, height: 900 })).page;
    await moving.goto(gallery.urlOf("my-turn"));
    await moving.locator(".act-passive").click();
    await moving.locator(".flight").first().waitFor();
    await moving.waitForFunction(() => document.querySelectorAll(".flight").length === 0);
    await moving.context().close();
  });
});
