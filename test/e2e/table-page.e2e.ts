import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import type { PlayerId } from "../../src/game/game.ts";
import { joinBySocket } from "../emulator/sdk-socket.ts";
import { until } from "../scenarios/until.ts";
import { readTruth } from "../secrecy/truth.ts";
import { expectOnly, ownCards, publicCards } from "../secrecy/who-may-see.ts";
import { keepScreenshot, openBrowser } from "./browser.ts";
import { openPageHouse, type PageHouse } from "./page-house.ts";
import type { TablePage } from "./table-page.ts";

const PATIENCE_MS = 20_000;
const PLAYERS = ["alice", "bob", "carol", "dave"];

let browser: Browser;
let place: PageHouse;
let pages: readonly TablePage[];

beforeAll(async () => {
  browser = await openBrowser();
  place = await openPageHouse(browser, { TABLE_SEED: "four in a browser" });
  pages = await Promise.all(PLAYERS.map((player) => place.sit(player)));
}, 120_000);

afterAll(async () => {
  await browser.close();
  await place.close();
});

/** The first hand begins when all four sit. */
beforeEach(async () => {
  if (await isOver(pageOf("alice"))) await command("alice", { type: "start" });
  for (const page of pages) {
    await eventually(
      "a hand is dealt",
      async () => (await page.ownCards()).length === 2 && !(await isOver(page)),
    );
  }
});

afterEach(() => {
  expect(pages.flatMap((page) => page.errors)).toEqual([]);
});

function eventually(what: string, condition: () => Promise<boolean>): Promise<boolean> {
  return until(what, condition, PATIENCE_MS);
}

const pageOf = (player: string): TablePage => pages[PLAYERS.indexOf(player)]!;

async function onTurn(): Promise<TablePage> {
  return until(
    "somebody is on turn",
    async () => {
      const are = await Promise.all(pages.map((page) => page.isOnTurn()));
      return pages[are.indexOf(true)] ?? null;
    },
    PATIENCE_MS,
  );
}

async function board(page: TablePage): Promise<readonly string[]> {
  const cards = page.felt.locator(".board svg[role=img]");
  return cards.evaluateAll((all) => all.map((card) => card.getAttribute("aria-label") ?? ""));
}

/** Who has how much, as the seats say it. */
async function stacks({ felt }: TablePage): Promise<readonly string[]> {
  const labels = await felt
    .locator("li.seat:not(.seat-empty)")
    .evaluateAll((seats) => seats.map((seat) => seat.getAttribute("aria-label") ?? ""));
  return labels.map((label) => /^Seat .* chips/.exec(label.replace(" (you)", ""))?.[0] ?? label);
}

const isOver = (page: TablePage) => page.page.locator("ul.wins").isVisible();

/** Everybody checks or calls until the showdown. */
async function playToShowdown(): Promise<void> {
  for (;;) {
    const turns = await Promise.all(pages.map((page) => page.isOnTurn()));
    const actor = pages[turns.indexOf(true)];
    // The turn may pass between the look and the click: the next look tells.
    if (actor !== undefined) await actor.passive.click({ timeout: 2000 }).catch(() => undefined);
    else if (await isOver(pages[0]!)) break;
  }
  for (const page of pages) await eventually("the result is shown", () => isOver(page));
}

/** When each card became everybody's to see, by the clock of Redis. */
async function publicSince(
  truth: Awaited<ReturnType<typeof readTruth>>,
): Promise<ReadonlyMap<string, number>> {
  const since = new Map<string, number>();
  for (const [id, fields] of await place.house.redis.xrange(place.room.key("events"), "-", "+")) {
    const state = truth.get(Number(fields[fields.indexOf("version") + 1]));
    const shown = state === undefined ? [] : publicCards(state);
    for (const card of shown) if (!since.has(card)) since.set(card, Number(id.split("-")[0]));
  }
  return since;
}

interface Heard {
  readonly seq: number;
  readonly atMs: number;
  readonly text: string;
}

/** The game's messages among a page's WebSocket frames. */
function heard({ framesIn }: TablePage): readonly Heard[] {
  return framesIn.flatMap((frame) => {
    const { method, params } = JSON.parse(frame) as {
      method?: string;
      params?: { timestamp: number; info: { message: string }; peer?: object };
    };
    if (method !== "on-broadcast" || params === undefined || params.peer !== undefined) return [];
    const { seq } = JSON.parse(params.info.message) as { seq: number };
    return [{ seq, atMs: params.timestamp, text: params.info.message }];
  });
}

describe("four SDK clients", () => {
  it("play a hand to showdown, and each page holds its own cards and no one else's at any moment", async () => {
    for (const page of pages) await keepScreenshot(page.page, `dealt-${page.player}`);
    await playToShowdown();
    await place.room.settled();
    for (const page of pages) {
      expect(await board(page)).toHaveLength(5);
      await keepScreenshot(page.page, `showdown-${page.player}`);
    }
    const truth = await readTruth(place.house, "lounge");
    const publicSinceMs = await publicSince(truth);
    const last = [...truth.values()].at(-1)!;
    for (const page of pages) {
      const player = page.player as PlayerId;
      const own = ownCards(last, player);
      const told = heard(page);
      expect(told.length).toBeGreaterThan(15);
      for (const { seq, text } of told) {
        const state = truth.get(seq)!;
        expectOnly([...ownCards(state, player), ...publicCards(state)], text, `${player}'s frame ${seq}`);
      }
      const others = page.framesIn.filter((frame) => !frame.includes("on-broadcast")).concat(page.framesOut);
      for (const frame of others) expectOnly(own, withoutIds(frame), `another frame of ${player}`);
      for (const answer of page.answers) {
        const state = truth.get((JSON.parse(answer) as { version: number }).version);
        if (state !== undefined)
          expectOnly([...ownCards(state, player), ...publicCards(state)], answer, `an answer to ${player}`);
      }
      const seen = await page.seen();
      expect([...seen.keys()]).toEqual(expect.arrayContaining([...own, ...last.play!.hand.boards[0]!]));
      for (const [card, atMs] of seen) {
        if (own.includes(card)) continue;
        if (!(atMs >= (publicSinceMs.get(card) ?? Infinity))) {
          throw new Error(`${player}'s document had ${card} before it was everybody's`);
        }
      }
    }
  });

  it("lose nothing by a reload: cards, turn and clock are there again", async () => {
    const actor = await onTurn();
    const cards = await actor.ownCards();
    const { turn } = await tableOf(actor.player);
    const dueAt = turn?.dueAt ?? "";
    await actor.page.reload();
    await actor.shown();
    await eventually("the cards are back", async () => (await actor.ownCards()).length === 2);
    expect(await actor.ownCards()).toEqual(cards);
    const after = await tableOf(actor.player);
    expect(after.turn).toMatchObject({ id: turn?.id, dueAt });
    const left = Number(await actor.ownSeat.locator(".clock-seconds").textContent());
    expect(Math.abs(left - (Date.parse(dueAt) - Date.now()) / 1000)).toBeLessThan(2.5);
    await playToShowdown();
  });

  it("lose nothing by a socket that is cut for five seconds", async () => {
    const actor = await onTurn();
    const other = pages[(pages.indexOf(actor) + 1) % 4]!;
    const peerId = await peerOf(other.player);
    expect(place.house.emulator.cut("lounge", peerId, { forMs: 5000 })).toBe(true);
    const cutAtMs = Date.now();
    await eventually("the page says so", async () => (await other.connection()) === "stale");
    for (let turn = await turnOf(); turn !== other.player; turn = await turnOf()) {
      await pageOf(turn).passive.click();
      await eventually("the next one is on turn", async () => (await turnOf()) !== turn);
    }
    await keepScreenshot(other.page, "cut");
    await eventually("the page is live again", async () => (await other.connection()) === "live");
    expect(Date.now() - cutAtMs).toBeGreaterThan(4900);
    expect(await peerOf(other.player)).toBe(peerId);
    await eventually("it knows its turn", () => other.isOnTurn());
    await playToShowdown();
    const first = [...(await stacks(pageOf("alice")))].sort();
    expect(first).toHaveLength(4);
    for (const page of pages) expect([...(await stacks(page))].sort()).toEqual(first);
  });

  it("are not moved by a custom_event that another peer forged", async () => {
    const { emulator } = place.house;
    const mallory = await joinBySocket(emulator, "lounge", { userId: "mallory", role: "spectator" });
    const newest = heard(pageOf("alice")).findLast(({ text }) => text.includes('"kind":"table"'));
    const forged = JSON.parse(newest?.text ?? "") as { seq: number; table: { seats: { stack: number }[] } };
    forged.seq += 1000;
    for (const seat of forged.table.seats) seat.stack = 666_666;
    const you = { cards: ["As", "Ah"], stack: 666_666, legal: null };
    const secrets = { v: 1, game: "poker", room: "lounge", kind: "you", seq: forged.seq + 1, you };
    const cards = await Promise.all(pages.map((page) => page.ownCards()));
    for (const message of [forged, secrets]) {
      const info = { message: JSON.stringify(message), type: "custom_event" };
      expect(await mallory.ask("broadcast", { info })).toHaveProperty("result");
    }
    for (const page of pages) {
      await eventually("the frames are there", () =>
        Promise.resolve(page.framesIn.filter((frame) => frame.includes('"user_id":"mallory"')).length >= 3),
      );
    }
    await playToShowdown();
    for (const page of pages) {
      expect(await page.page.locator("section.croupier").innerText()).not.toMatch(/66[67]/);
    }
    expect(await Promise.all(pages.map((page) => page.ownCards()))).toEqual(cards);
    mallory.drop();
  });
});

async function command(player: string, body: object): Promise<void> {
  const answer = await ask(player, "commands", { id: randomUUID(), ...body });
  if (answer.status !== 200) throw new Error(answer.text);
}

async function tableOf(player: string) {
  const { body } = await ask(player, "table");
  return (body as { table: { turn: { id: string; player: string; dueAt: string } | null } }).table;
}

async function ask(player: string, path: string, body?: object) {
  const { emulator, http, url } = place.house;
  const token = await emulator.authToken({ roomId: "lounge", userId: player, role: "host" });
  const headers = { authorization: `Bearer ${token}` };
  return http(`${url()}/v1/rooms/lounge/${path}`, { headers, ...(body === undefined ? {} : { body }) });
}

const turnOf = async () => (await tableOf("alice")).turn?.player ?? "";

async function peerOf(player: string): Promise<string> {
  const peers = await place.house.redis.hgetall(place.room.key("peers"));
  const found = Object.entries(peers).filter(
    ([, json]) => (JSON.parse(json) as { userId: string }).userId === player,
  );
  return found.at(-1)?.[0] ?? "";
}

/** A token's letters and an id's may spell anything. */
function withoutIds(text: string): string {
  return text.replaceAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "");
}
