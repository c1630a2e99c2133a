import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { ADMIN_TOKEN, type House, openHouse } from "../scenarios/house.ts";
import { dealt } from "../scenarios/play.ts";
import type { Player } from "../scenarios/player.ts";
import type { Room } from "../scenarios/room.ts";
import { until } from "../scenarios/until.ts";
import { cardsIn } from "../secrecy/who-may-see.ts";
import { keepScreenshot, openBrowser } from "./browser.ts";

describe("the operator's pages in a browser", () => {
  let house: House;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let room: Room;
  let alice: Player;
  const said: string[] = [];

  beforeAll(async () => {
    house = await openHouse();
    room = house.room("friday");
    alice = await room.join("alice", { role: "host" });
    await room.join("bob<script>alert(1)</script>");
    await room.settled();
    await dealt(alice, 2);
    browser = await openBrowser();
    context = await browser.newContext();
    page = await context.newPage();
    page.on("console", (message) => void said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => void said.push(String(error)));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const statusOf = async () => (await room.admin("")).body["table"] as { status: string };
  const button = (name: string) => page.getByRole("button", { name });

  it("ask who comes to log in, and take the operator's token alone", async () => {
    await page.goto(`${house.url()}/admin`);
    expect(new URL(page.url()).pathname).toBe("/admin/login");
    await page.getByLabel("Operator's token").fill("a guess that is wrong");
    await button("Log in").click();
    expect(await page.getByRole("alert").textContent()).toContain("not the operator's token");
    await page.getByLabel("Operator's token").fill(ADMIN_TOKEN);
    await button("Log in").click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Rooms");
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", path: "/admin" });
    expect(JSON.stringify(cookie)).not.toContain(ADMIN_TOKEN);
    said.length = 0;
  });

  it("show a room without its secrets, and pause, resume and reconcile it", async () => {
    await page.getByRole("link", { name: "friday" }).click();
    const text = await page.locator("main").innerText();
    expect(text).toContain("bob<script>");
    await keepScreenshot(page, "operator");
    expect(cardsIn(text)).toEqual([]);
    expect(text).not.toMatch(/DeckShuffled|eyJ/);
    await button("Pause").click();
    expect(await page.getByRole("status").textContent()).toBe("The table is paused.");
    expect((await statusOf()).status).toBe("paused");
    await button("Resume").click();
    expect((await statusOf()).status).toBe("playing");
    await button("Reconcile with 100ms").click();
    expect(await page.getByRole("status").textContent()).toContain("compared with 100ms");
  });

  it("try dead messages again and give them up", async () => {
    house.emulator.faults.set({ rest: [{ endpoint: "send-message", effect: "answer", status: 400 }] });
    for (const message of ["the first word", "the second word"]) await room.admin("/messages", { message });
    await until("both are dead", async () => (await house.redis.xlen(room.key("dead"))) === 2);
    house.emulator.faults.set({});
    await page.reload();
    const dead = page.locator("table", { hasText: "Refused because" });
    expect(await dead.locator("tbody tr").count()).toBe(2);
    expect(await dead.innerText()).not.toContain("word");
    await dead.getByRole("button", { name: "Discard" }).first().click();
    expect(await dead.locator("tbody tr").count()).toBe(2);
    await dead.getByRole("checkbox").first().check();
    await dead.getByRole("button", { name: "Discard" }).first().click();
    expect(await page.getByRole("status").textContent()).toBe("The message is given up.");
    await dead.getByRole("button", { name: "Retry" }).click();
    expect(await page.getByRole("status").textContent()).toBe("The message is on its way again.");
    await until("it is told", () => alice.peer.received.some(({ message }) => message === "the first word"));
    expect(await house.redis.xlen(room.key("dead"))).toBe(0);
    expect(alice.peer.received.some(({ message }) => message === "the second word")).toBe(false);
  });

  it("show the queues, to be looked at only", async () => {
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    expect(said).toEqual([]);
    await page.goto(`${house.url()}/admin/queues`);
    await page.getByText("lane").first().waitFor();
    expect(asked.some((url) => url.includes("/admin/queues/api/queues"))).toBe(true);
    const answer = await page.request.put(`${house.url()}/admin/queues/api/queues/lane/pause`);
    expect(answer.status()).toBe(405);
    await page.goto(`${house.url()}/admin/queues/queue/lane/none`);
    await page.getByText("There is nothing here.").first().waitFor();
  });

  it("close a table for good, and let the operator out", async () => {
    await page.goto(`${house.url()}/admin/tables/friday`);
    await page.getByLabel("for good").first().check();
    await button("Close the table").click();
    expect((await statusOf()).status).toBe("closed");
    await button("Log out").click();
    await page.goto(`${house.url()}/admin/tables/friday`);
    expect(new URL(page.url()).pathname).toBe("/admin/login");
  });
});
