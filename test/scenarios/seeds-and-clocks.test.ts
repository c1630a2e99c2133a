import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt, onTurn, playToShowdown, seen } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";

describe("the seed of the shuffles", () => {
  let house: House;
  afterEach(() => house.close());

  /** Everybody's cards and the board of two hands. */
  async function cardsOf(env: Record<string, string>, roomId: string): Promise<unknown[]> {
    house = await openHouse({ env: { ...env, TABLE_MIN_PLAYERS: "3" } });
    const room = house.room(roomId);
    const players: Player[] = [];
    for (const name of ["alice", "bob", "carol"]) players.push(await room.join(name));
    await room.settled();
    const hands: unknown[] = [];
    for (const no of [1, 2]) {
      const start = await dealt(players[0]!, 3, no);
      const views = await Promise.all(players.map((player) => player.table()));
      const { table } = await playToShowdown(players, start);
      hands.push([views.map(({ you }) => you?.cards), table.hand?.board]);
    }
    return hands;
  }

  it("makes the decks the same in every run, and each hand another", async () => {
    const first = await cardsOf({ TABLE_SEED: "seven" }, "seeded");
    await house.close();
    const second = await cardsOf({ TABLE_SEED: "seven" }, "seeded");
    await house.close();
    expect(second).toEqual(first);
    expect(first[0]).not.toEqual(first[1]);
    expect(await cardsOf({ TABLE_SEED: "eight" }, "seeded")).not.toEqual(first);
  });

  it("is not needed for decks that nobody can foretell", async () => {
    const first = await cardsOf({}, "unseeded");
    await house.close();
    expect(await cardsOf({}, "unseeded")).not.toEqual(first);
  });
});

describe("the clocks", () => {
  const TURN_MS = 300;
  const BANK_MS = 200;
  let house: House;
  beforeAll(async () => {
    house = await openHouse({
      env: {
        TABLE_TURN_SECONDS: String(TURN_MS / 1000),
        TABLE_TIME_BANK_SECONDS: String(BANK_MS / 1000),
        TABLE_NEXT_HAND_SECONDS: "600",
      },
    });
  });
  afterAll(() => house.close());

  async function headsUp(id: string): Promise<{ room: Room; players: Player[]; small: Player; big: Player }> {
    const room = house.room(id);
    const players = [await room.join("alice"), await room.join("bob")];
    const { table } = await dealt(players[0]!, 2);
    const small = onTurn(players, table);
    return { room, players, small, big: players.find((player) => player !== small)! };
  }

  it("give a player the turn, then the time bank, then fold, within half a second of the time told", async () => {
    const { small } = await headsUp("time-out");
    const { turn } = (await small.table()).table;
    const dueAtMs = Date.parse(turn?.dueAt ?? "");
    const banked = await seen(small, "the time bank", ({ table }) => table.turn?.dueAt !== turn?.dueAt);
    expect(banked.table.turn?.id).toBe(turn?.id);
    expect(Date.parse(banked.table.turn?.dueAt ?? "")).toBeGreaterThanOrEqual(dueAtMs + BANK_MS);
    expect(banked.you?.timeBankSeconds).toBe(BANK_MS / 1000);
    const over = await seen(small, "the end", ({ table }) => table.turn === null);
    expect(over.table.hand?.results).toMatchObject([{ chips: 2, handName: null }]);
    expect(over.you?.timeBankSeconds).toBe(0);
    expect(Date.now() - dueAtMs - BANK_MS).toBeLessThan(500);
    const late = await small.command({ type: "act", turn: turn?.id, action: "call" });
    expect([late.status, late.body["code"]]).toEqual([409, "stale_turn"]);
  });

  it("check where that is free", async () => {
    const { players, small, big } = await headsUp("free");
    await callOrCheck(players, (await small.table()).table);
    const flop = await seen(big, "the flop", ({ table }) => table.hand?.street === "flop");
    expect(flop.table.seats.map(({ status }) => status)).toEqual(["in", "in"]);
  });

  it("stand still in a pause, and give back what was left", async () => {
    const { room, players, small } = await headsUp("pause");
    const paused = await room.admin("/pause");
    expect(paused.status).toBe(200);
    const { table } = await small.table();
    expect(table.status).toBe("paused");
    const act = { type: "act", turn: table.turn?.id, action: "call" };
    const refused = await small.command(act);
    expect([refused.status, refused.body["code"]]).toEqual([409, "paused"]);
    const dueAtMs = Date.parse(table.turn?.dueAt ?? "");
    await seen(small, "the turn, long after it was due", () => Date.now() > dueAtMs + BANK_MS + 300);
    expect((await small.table()).table).toEqual(table);
    const resumedAtMs = Date.now();
    expect((await room.admin("/resume")).status).toBe(200);
    const answeredAtMs = Date.now();
    const resumed = (await small.table()).table;
    expect(resumed).toMatchObject({ status: "playing", turn: { id: table.turn?.id } });
    const newlyDueAtMs = Date.parse(resumed.turn?.dueAt ?? "");
    expect(newlyDueAtMs).toBeGreaterThan(resumedAtMs);
    expect(newlyDueAtMs).toBeLessThanOrEqual(answeredAtMs + TURN_MS);
    await callOrCheck(players, resumed);
  });

  it("pause and resume twice without harm", async () => {
    const { room, small } = await headsUp("twice");
    const first = await room.admin("/pause");
    expect((await room.admin("/pause")).body).toEqual(first.body);
    const resumed = await room.admin("/resume");
    expect((await room.admin("/resume")).body).toEqual(resumed.body);
    expect((await small.table()).table.status).toBe("playing");
  });

  it("are neither paused nor resumed once the table is closed, which may be closed again", async () => {
    const { room } = await headsUp("over");
    const closed = await room.admin("/close");
    for (const order of ["/pause", "/resume"]) {
      const { status, body } = await room.admin(order);
      expect([status, body["code"]]).toEqual([409, "closed"]);
    }
    const again = await room.admin("/close");
    expect([again.status, again.body]).toEqual([200, closed.body]);
  });

  it("sit a player out who let two turns in a row pass", async () => {
    const { small, big } = await headsUp("asleep");
    await callOrCheck([small, big], (await small.table()).table);
    const out = await seen(
      small,
      "both sitting out",
      ({ table }) => table.turn === null && table.seats.some(({ status }) => status === "sittingOut"),
    );
    expect(out.table.hand?.street).toBe("showdown");
  });
});
