import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { TableInTest } from "../poker/table-in-test.ts";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt, onTurn, playToShowdown, seen } from "./play.ts";
import type { Player } from "./player.ts";
import { until } from "./until.ts";
import type { Answer, Table } from "./views.ts";

/** A shuffle that gives seat 1 of two seven and deuce, a hand that is beaten and mucked when both check to the end. */
const SEED = seedOf();

let house: House;
beforeAll(async () => {
  house = await openHouse({
    env: { TABLE_AUTO_START: "false", TABLE_SEED: SEED, KICK_FROM_ROOM: "true" },
  });
});
afterAll(() => house.close());

function seedOf(): string {
  for (let no = 0; no < 20_000; no += 1) {
    const seed = `seed ${no}`;
    const table = new TableInTest({ seed }).join("host", "bob");
    const ranks = table.you("host")?.cards.map(([rank]) => rank) ?? [];
    if (!ranks.includes("7") || !ranks.includes("2")) continue;
    while (table.table.turn !== null) table.act(table.table.turn.canCheck ? "check" : "call");
    if (table.events.some(({ type }) => type === "CardsMucked")) return seed;
  }
  throw new Error("no such shuffle");
}

/** Players of a room of their own, seated in this order, at a table configured by the first of them. */
async function gathered(id: string, count: number, configuration: object): Promise<Player[]> {
  const room = house.room(id);
  const host = await room.join("host", { role: "host" });
  await room.settled();
  if (Object.keys(configuration).length > 0) await host.does({ type: "configure", ...configuration });
  const players = [host];
  for (const name of ["bob", "carol", "dave"].slice(0, count - 1)) {
    players.push(await room.join(name));
    await seen(host, `${name}'s seat`, ({ table }) => table.seats.length === players.length);
  }
  return players;
}

async function playing(id: string, count: number, configuration: object): Promise<Player[]> {
  const players = await gathered(id, count, configuration);
  await players[0]!.does({ type: "start" });
  return players;
}

async function fold(players: readonly Player[], handNo: number): Promise<Table> {
  for (;;) {
    const { table } = await players[0]!.table();
    if (table.turn === null || table.hand?.no !== handNo) return table;
    await onTurn(players, table).does({ type: "act", turn: table.turn.id, action: "fold" });
  }
}

const eventsTold = (player: Player) => player.received("table").flatMap(({ events }) => events);
const told = (player: Player, event: object) =>
  until(`${player.userId} is told ${JSON.stringify(event)}`, () =>
    eventsTold(player).some((one) => Object.entries(event).every(([name, value]) => one[name] === value)),
  );
const history = (player: Player, path: string) =>
  house.http(`${house.url()}/v1/rooms/${player.peer.roomId}/${path}`, {
    headers: { authorization: `Bearer ${player.peer.authToken}` },
  });

describe("autoMuck", () => {
  it.each([
    [true, null],
    [false, 2],
  ])("%j: a beaten hand is shown to nobody or to everybody", async (autoMuck, shown) => {
    const players = await playing(`muck-${autoMuck}`, 2, autoMuck ? {} : { autoMuck });
    const end = await playToShowdown(players, await players[0]!.table());
    expect(end.table.hand?.results?.map(({ player }) => player)).toEqual(["bob"]);
    expect(end.table.seats.map(({ cards }) => cards?.length ?? null)).toEqual([shown, 2]);
  });
});

describe("sevenDeuce", () => {
  it("pays who wins with it, tells everybody, and is in the history", async () => {
    const [host, bob] = (await playing("seven", 2, { sevenDeuce: 7, nextHandSeconds: 600 })) as [
      Player,
      Player,
    ];
    const { table } = await host.table();
    await host.does({ type: "act", turn: table.turn?.id, action: "raise", to: 6 });
    const { table: raised } = await bob.table();
    const { table: paid } = await bob.does({ type: "act", turn: raised.turn?.id, action: "fold" });
    expect(paid.seats.map(({ stack }) => stack)).toEqual([209, 191]);
    await told(bob, { type: "BountyPaid", player: "host" });
    const bounty = { player: "host", chips: 7, from: [{ player: "bob", chips: 7 }] };
    expect((await history(bob, "hands/1")).body).toMatchObject({ bounty });
    expect((await history(bob, "hands/1.txt")).text).toContain("bob paid 7 for seven and deuce");
  });
});

describe("movingButton", () => {
  it.each([
    [true, 3],
    [false, 2],
  ])("%j: where the small blind has left, the button is at seat %i", async (movingButton, button) => {
    const players = await playing(`button-${movingButton}`, 4, { movingButton, nextHandSeconds: 0.2 });
    await players[1]!.does({ type: "stand" });
    await fold(players, 1);
    const { table } = await dealt(players[0]!, 3, 2);
    expect(table.hand?.button).toBe(button);
  });
});

describe("awaySeatSeconds", () => {
  it("is how long the seat of somebody who left is kept, and the ledger pays them out", async () => {
    const [host, bob] = (await gathered("away", 2, { awaySeatSeconds: 0.4 })) as [Player, Player];
    bob.leave();
    await seen(host, "bob away", ({ table }) => table.seats.some(({ connected }) => !connected));
    await seen(host, "bob's seat free", ({ table }) => table.seats.length === 1);
    await told(host, { type: "PlayerStood", player: "bob", because: "away" });
    const { accounts } = (await history(host, "ledger")).body as { accounts: { cashedOut: number }[] };
    expect(accounts.map(({ cashedOut }) => cashedOut)).toEqual([0, 200]);
  });
});

describe("the time bank", () => {
  it("runs when the turn's time is over, and is refilled by the hand", async () => {
    const clocks = { turnSeconds: 0.2, timeBankSeconds: 30, nextHandSeconds: 0.2 };
    const refill = { timeBankRefillSeconds: 30, timeBankRefillHands: 1 };
    const players = await playing("bank", 2, { ...clocks, ...refill });
    const [host] = players as [Player];
    await told(host, { type: "TimeBankStarted" });
    const { you } = await fold(players, 1).then(() => host.table());
    expect(you?.timeBankSeconds).toBeLessThan(30);
    const next = await seen(host, "hand 2", ({ table }) => table.hand?.no === 2);
    expect(next.you?.timeBankSeconds).toBe(30);
  });
});

describe("a bomb pot with two boards", () => {
  it("shows both to everybody, and the history has both", async () => {
    const options = { bombPotEvery: 1, bombPotBoards: 2, nextHandSeconds: 600 };
    const players = await playing("boards", 3, options);
    let answer: Answer = await players[0]!.table();
    expect(answer.table.hand).toMatchObject({ bombPot: true, street: "flop", pots: [{ chips: 12 }] });
    expect([answer.table.hand?.board.length, answer.table.hand?.board2?.length]).toEqual([3, 3]);
    while (answer.table.turn !== null) answer = await callOrCheck(players, answer.table);
    const { board = [], board2 = [] } = answer.table.hand ?? {};
    expect(new Set([...board, ...board2]).size).toBe(10);
    const text = (await history(players[0]!, "hands/1.txt")).text;
    expect(text).toContain(`SECOND Board [${board2.join(" ")}]`);
    expect((await history(players[0]!, "hands/1")).body).toMatchObject({ board, secondBoard: board2 });
  });
});

describe("what a host does", () => {
  it("is told to everybody, with who did it", async () => {
    const players = await playing("acts", 3, { nextHandSeconds: 600 });
    const [host, bob] = players as [Player, Player];
    await host.does({ type: "setStack", player: "bob", chips: 500 });
    await host.does({ type: "configure", turnSeconds: 40 });
    expect((await bob.table()).table).toMatchObject({
      config: { turnSeconds: 20 },
      pending: { by: "host", turnSeconds: 40 },
      seats: [{}, { nextStack: 500 }, {}],
    });
    await host.does({ type: "pause" });
    await host.does({ type: "resume" });
    await fold(players, 1);
    await host.does({ type: "transferHost", player: "bob" });
    for (const type of ["PlayStarted", "StackQueued", "ConfigurationQueued", "TablePaused", "TableResumed"])
      await told(bob, { type, by: "host" });
    await told(bob, { type: "StackSet", player: "bob", chips: 500, by: "host" });
    await told(bob, { type: "TableConfigured", by: "host" });
    await told(bob, { type: "HostNamed", player: "bob", by: "host" });
  });

  it("puts who is kicked out of the 100ms room as well, after telling them", async () => {
    const [host, bob] = (await gathered("kick", 2, {})) as [Player, Player];
    await host.does({ type: "kick", player: "bob" });
    const left = () =>
      house.emulator.webhooks
        .list({ roomId: "kick" })
        .find(({ event }) => event.type === "peer.leave.success");
    const { event } = await until("bob is out", left);
    expect(event.data).toMatchObject({ user_id: "bob", reason: "peer kicked" });
    expect(bob.received("you").at(-1)?.you).toBeNull();
    await told(host, { type: "PlayerStood", player: "bob", because: "kicked", by: "host" });
    expect((await bob.command({ type: "sit" })).body["code"]).toBe("not_in_room");
  });
});
