import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { onTurn, seen } from "./play.ts";
import type { Player } from "./player.ts";
import { until } from "./until.ts";
import { chipsOf } from "./views.ts";

let house: House;
beforeAll(async () => {
  const env = {
    TABLE_MODE: "sitAndGo",
    TABLE_SEATS: "3",
    TABLE_PAYOUTS: "70,30",
    TABLE_NEXT_HAND_SECONDS: "1",
  };
  house = await openHouse({ env: { ...env, TABLE_LEVELS: "1/2,50/100", TABLE_LEVEL_HANDS: "1" } });
});
afterAll(() => house.close());

/** Everybody who is here goes all-in whenever they can, until the prizes are paid. */
function playOut(players: readonly Player[]) {
  return until(
    "the tournament is over",
    async () => {
      const answer = await players[0]!.table();
      if (answer.table.tournament?.status === "over") return answer;
      const { turn } = answer.table;
      if (turn === null || !players.some(({ userId }) => userId === turn.player)) return false;
      const { you } = await onTurn(players, answer.table).table();
      if (you?.legal == null) return false;
      const action = you.legal.actions.includes("allIn") ? "allIn" : "call";
      await onTurn(players, answer.table).command({ type: "act", turn: turn.id, action });
      return false;
    },
    30_000,
  );
}

it("a sit and go from the first seat to the prizes, and the next one", async () => {
  const room = house.room("tournament");
  const ann = await room.join("ann", { role: "host" });
  const players = [ann, await room.join("bob")];
  const waiting = await seen(ann, "two seats taken", ({ table }) => table.seats.length === 2);
  expect(waiting.table).toMatchObject({
    status: "waiting",
    hand: null,
    tournament: { no: 1, status: "registering", prizes: [420, 180] },
  });
  players.push(await room.join("cyd"));
  const running = await seen(ann, "the first hand", ({ table }) => table.turn !== null);
  expect(running.table).toMatchObject({
    level: { no: 1, nextAt: null, nextHand: 2 },
    tournament: { no: 1, status: "running", prizes: [420, 180] },
  });
  const dan = await room.join("dan");
  await seen(dan, "a place in the list", ({ table }) => table.waiting?.[0] === "dan");
  const refusals = [
    { type: "stand" },
    { type: "topUp", chips: 10 },
    { type: "configure", bigBlind: 20 },
    { type: "setStack", player: "bob", chips: 1 },
  ];
  for (const command of refusals) expect((await ann.command(command)).status).toBe(409);
  players[2]!.leave();
  await seen(ann, "cyd away", ({ table }) => table.seats.some(({ connected }) => !connected));
  await house.room("tournament").settled();
  const cyd = await room.join("cyd");
  const { table } = await playOut([ann, players[1]!, cyd]);
  expect(table.seats.find(({ place }) => place === 1)?.prize).toBe(420);
  expect(table.seats.reduce((sum, { prize = 0 }) => sum + prize, 0)).toBe(600);
  expect(chipsOf(table)).toBe(0);
  const { body } = await house.http(`${house.url()}/v1/rooms/tournament/ledger`, {
    headers: { authorization: `Bearer ${ann.peer.authToken}` },
  });
  const { totals, entries } = body as { totals: object; entries: { why: string; chips: number }[] };
  expect(totals).toEqual({ boughtIn: 600, cashedOut: 600, onTable: 0 });
  expect(entries.filter(({ why }) => why === "prize").reduce((sum, { chips }) => sum + chips, 0)).toBe(-600);
  const next = await seen(ann, "the seats are free", ({ table: now }) => now.tournament?.no === 2);
  expect(next.table.seats.map(({ player }) => player)).toEqual(["dan"]);
  await ann.does({ type: "sit" });
  await players[1]!.does({ type: "sit" });
  await seen(ann, "the next tournament", ({ table: now }) => now.tournament?.status === "running");
}, 60_000);
