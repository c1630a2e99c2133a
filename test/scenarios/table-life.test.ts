import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { dealt, onTurn, seen } from "./play.ts";
import type { Player } from "./player.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "0.1", TABLE_MIN_PLAYERS: "2" } });
});
afterAll(() => house.close());

/** So many players of one room, the first of them its host, in a hand. */
async function playing(id: string, count: number): Promise<Player[]> {
  const room = house.room(id);
  const host = await room.join("host", { role: "host" });
  await room.settled();
  const players = [host];
  for (const name of ["bob", "carol", "dave"].slice(0, count - 1)) players.push(await room.join(name));
  await room.settled();
  await dealt(host, 2);
  return players;
}

describe("sitting out", () => {
  it("leaves the hand to its player and counts from the next one", async () => {
    const players = await playing("sit-out", 2);
    const { table } = await players[0]!.table();
    const first = onTurn(players, table);
    await first.does({ type: "sitOut" });
    const { table: raised } = await first.does({ type: "act", turn: table.turn?.id, action: "raise", to: 6 });
    const other = onTurn(players, raised);
    await other.does({ type: "act", turn: raised.turn?.id, action: "fold" });
    const after = await seen(first, "the table wait", ({ table: now }) => now.status === "waiting");
    const statuses = after.table.seats.map(({ player, status }) => [player, status]);
    expect(statuses).toContainEqual([first.userId, "sittingOut"]);
    const back = await first.does({ type: "sitIn" });
    expect(back.table.hand?.no).toBe(2);
  });
});

describe("showing", () => {
  it("tells everybody one card and the history as well, and nobody before", async () => {
    const players = await playing("show", 2);
    const { table } = await players[0]!.table();
    const folder = onTurn(players, table);
    const winner = players.find((player) => player !== folder)!;
    const { you } = await winner.does({ type: "show", cards: [(await winner.table()).you!.cards[1]] });
    await folder.does({ type: "act", turn: table.turn?.id, action: "fold" });
    const { table: after } = await folder.table();
    expect(after.seats.find(({ player }) => player === winner.userId)?.cards).toEqual([you!.cards[1]]);
    expect(JSON.stringify(folder.received("table"))).not.toContain(you!.cards[0]);
  });
});

describe("configuring", () => {
  it("by the host waits for the end of the hand, is told to all, and switches the rabbit hunt on", async () => {
    const players = await playing("configure", 2);
    const [host, bob] = players as [Player, Player];
    expect((await bob.command({ type: "configure", bigBlind: 10 })).status).toBe(403);
    const bad = await host.command({ type: "configure", smallBlind: 3 });
    expect([bad.status, bad.body["code"]]).toEqual([422, "bad_configuration"]);
    const changes = { bigBlind: 10, nextHandSeconds: 600, rabbitHunt: true };
    const { table } = await host.does({ type: "configure", ...changes });
    expect(table.config.bigBlind).toBe(2);
    await onTurn(players, table).does({ type: "act", turn: table.turn?.id, action: "fold" });
    expect((await host.table()).table.config).toMatchObject(changes);
    const { table: hunted } = await bob.does({ type: "rabbit" });
    expect(hunted.hand?.rabbit).toHaveLength(5);
    const told = await seen(host, "the news", () => {
      const events = host.received("table").flatMap((message) => message.events);
      return events.some(({ type }) => type === "RabbitHunted");
    });
    expect(told.table.config).toMatchObject(changes);
    const events = host.received("table").flatMap((message) => message.events);
    expect(events).toContainEqual({ type: "TableConfigured", by: "host", changes });
  });
});

describe("acting ahead", () => {
  it("is done on one's turn at once, and nobody else is told of it", async () => {
    const players = await playing("pre-act", 2);
    const { table } = await players[0]!.table();
    const first = onTurn(players, table);
    const second = players.find((player) => player !== first)!;
    const { you } = await second.does({ type: "preAct", hand: 1, action: "check" });
    expect(you?.preAct).toBe("check");
    const { table: flop } = await first.does({ type: "act", turn: table.turn?.id, action: "call" });
    expect(flop.hand?.street).toBe("flop");
    expect(flop.turn?.player).toBe(second.userId);
    expect(JSON.stringify(first.received("table"))).not.toContain("preAct");
  });
});

describe("waiting for a seat", () => {
  it("at a full table ends when somebody leaves, and the seat is taken at once", async () => {
    const players = await playing("waiting", 2);
    await players[0]!.does({ type: "configure", seats: 2 });
    const { table } = await players[0]!.table();
    await onTurn(players, table).does({ type: "act", turn: table.turn?.id, action: "fold" });
    const carol = await house.room("waiting").join("carol");
    await seen(carol, "her place", ({ table: now }) => now.waiting?.[0] === "carol");
    await players[1]!.does({ type: "stand" });
    const seated = await seen(carol, "her seat", ({ you }) => you !== null);
    expect(seated.table.seats.map(({ player }) => player)).toContain("carol");
    expect(seated.table.waiting).toBeUndefined();
  });
});

describe("straddles and bomb pots", () => {
  it("come when the host offers them", async () => {
    const players = await playing("straddle", 3);
    await players[0]!.does({ type: "configure", straddle: "utg", bombPotEvery: 3 });
    const fold = async (handNo: number): Promise<void> => {
      for (;;) {
        const { table } = await players[0]!.table();
        if (table.turn === null || table.hand?.no !== handNo) return;
        await onTurn(players, table).does({ type: "act", turn: table.turn.id, action: "fold" });
      }
    };
    await fold(1);
    for (const player of players) await player.does({ type: "straddle", on: true });
    const straddled = await dealt(players[0]!, 3, 2);
    expect(straddled.table.seats.map(({ bet }) => bet).sort((one, other) => one - other)).toEqual([1, 2, 4]);
    await fold(2);
    const { table } = await dealt(players[0]!, 3, 3);
    expect(table.hand).toMatchObject({ bombPot: true, street: "flop", pots: [{ chips: 12 }] });
  });
});

describe("running it twice", () => {
  it("needs everybody, and then shows two boards to all", async () => {
    const players = await playing("run-twice", 2);
    await players[0]!.does({ type: "configure", runItTwice: true });
    const { table } = await players[0]!.table();
    await onTurn(players, table).does({ type: "act", turn: table.turn?.id, action: "fold" });
    const { table: second } = await dealt(players[0]!, 2, 2);
    const { table: shoved } = await onTurn(players, second).does({
      type: "act",
      turn: second.turn?.id,
      action: "allIn",
    });
    const caller = onTurn(players, shoved);
    const asked = await caller.does({ type: "act", turn: shoved.turn?.id, action: "call" });
    expect(asked.table.hand?.runTwice?.agreed).toEqual([]);
    await players[0]!.does({ type: "runTwice", agree: true });
    const { table: over } = await players[1]!.does({ type: "runTwice", agree: true });
    expect([over.hand?.board.length, over.hand?.board2?.length]).toEqual([5, 5]);
    expect(over.hand?.street).toBe("showdown");
  });
});

describe("dealer's choice and blind levels", () => {
  it("change game and blinds between hands", async () => {
    const players = await playing("choice", 2);
    const changes = { dealersChoice: true, levels: "10/20,20/40", levelSeconds: 3600, nextHandSeconds: 1 };
    await players[0]!.does({ type: "configure", ...changes });
    const { table } = await players[0]!.table();
    await onTurn(players, table).does({ type: "act", turn: table.turn?.id, action: "fold" });
    const { table: between } = await players[0]!.table();
    const chooser = players.find(({ userId }) => userId === between.chooser)!;
    await chooser.does({ type: "chooseVariant", variant: "plo" });
    const next = await dealt(chooser, 2, 2);
    expect(next.you?.cards).toHaveLength(4);
    expect(next.table.config).toMatchObject({ variant: "plo", smallBlind: 10, bigBlind: 20 });
    expect(next.table.level?.no).toBe(1);
  });
});

describe("approving seats", () => {
  it("is the host's, and both answers are told", async () => {
    const room = house.room("approve");
    const host = await room.join("host", { role: "host" });
    await seen(host, "the table", ({ table }) => table.host === "host");
    await host.does({ type: "configure", approveSeats: true });
    const bob = await room.join("bob");
    await seen(host, "the request", ({ table }) => table.requests?.[0] === "bob");
    expect((await bob.command({ type: "approve", player: "bob" })).status).toBe(403);
    await host.does({ type: "refuse", player: "bob" });
    await bob.does({ type: "sit", buyIn: 50 });
    const { table } = await host.does({ type: "approve", player: "bob" });
    expect(table.seats.map(({ player }) => player)).toContain("bob");
    await seen(bob, "the news", () =>
      bob.received("table").some(({ events }) => events.some(({ type }) => type === "SeatRefused")),
    );
  });
});
