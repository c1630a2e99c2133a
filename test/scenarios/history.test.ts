import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "smol-toml";
import { z } from "zod";
import { type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { dealt, onTurn, playToShowdown, seen } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import type { Answer } from "./views.ts";

const FORMATS = ["hands", "hands/1", "hands/1.phh", "hands/1.txt", "hands/1/replay"];

const cards = z.array(z.string().regex(/^[2-9TJQKA][shdc]$/));
const handSchema = z.strictObject({
  no: z.int(),
  startedAt: z.iso.datetime(),
  variant: z.literal("nlhe"),
  smallBlind: z.literal(1),
  bigBlind: z.literal(2),
  voided: z.boolean(),
  button: z.int(),
  seats: z.array(
    z.strictObject({
      seat: z.int(),
      player: z.string(),
      name: z.string(),
      startStack: z.int(),
      endStack: z.int(),
      net: z.int(),
      cards: cards.nullable(),
    }),
  ),
  board: cards,
  results: z.array(z.strictObject({ player: z.string(), chips: z.int(), handName: z.string().nullable() })),
});
const event = z.looseObject({ type: z.string() });
const step = z.strictObject({
  event,
  seats: z.array(
    z.strictObject({
      seat: z.int(),
      player: z.string(),
      stack: z.int(),
      bet: z.int(),
      status: z.enum(["in", "folded", "allIn"]),
      cards: cards.nullable(),
    }),
  ),
  hand: z.looseObject({ board: cards }),
  toAct: z.int().nullable(),
});
const ledgerSchema = z.strictObject({
  accounts: z.array(
    z.strictObject({
      player: z.string(),
      name: z.string(),
      boughtIn: z.int(),
      cashedOut: z.int(),
      onTable: z.int(),
      net: z.int(),
    }),
  ),
  totals: z.strictObject({ boughtIn: z.int(), cashedOut: z.int(), onTable: z.int() }),
  settlement: z.strictObject({
    transfers: z.array(
      z.strictObject({ from: z.string(), to: z.string(), chips: z.int().positive(), text: z.string() }),
    ),
    isFewest: z.boolean(),
  }),
  entries: z.array(
    z.strictObject({
      no: z.int(),
      at: z.iso.datetime(),
      player: z.string(),
      name: z.string(),
      chips: z.int(),
      why: z.string(),
      by: z.string().nullable(),
    }),
  ),
  entriesLost: z.literal(0),
});

describe("the history of a room", () => {
  let house: House;
  let room: Room;
  let players: Player[];
  let spectator: Player;
  /** Answers while the first hand was in play. */
  let early: HttpAnswer[];
  /** Each player's cards of the first hand. */
  let holeCards: Map<string, readonly string[]>;
  let showdown: Answer;

  const ask = (player: Player, path: string): Promise<HttpAnswer> =>
    house.http(`${house.url()}/v1/rooms/${room.id}/${path}`, {
      headers: { authorization: `Bearer ${player.peer.authToken}` },
    });
  const ledger = async (player = spectator) => ledgerSchema.parse((await ask(player, "ledger")).body);
  const playerOf = (userId: string) => players.find((player) => player.userId === userId)!;

  beforeAll(async () => {
    const env = { PLAYER_ROLES: "player,host", TABLE_MIN_PLAYERS: "3", TABLE_NEXT_HAND_SECONDS: "600" };
    house = await openHouse({ env });
    room = house.room("archive");
    spectator = await room.join("walter", { role: "viewer" });
    players = [
      await room.join("alice", { role: "host", name: "Alice" }),
      await room.join("bob", { name: "Bob" }),
    ];
    players.push(await room.join("carol", { name: "Carol" }));
    const first = await dealt(players[0]!, 3, 1);
    const views = await Promise.all(players.map((player) => player.table()));
    holeCards = new Map(views.map(({ you }) => [you?.player ?? "", you?.cards ?? []]));
    const folded = await onTurn(players, first.table).does({
      type: "act",
      turn: first.table.turn?.id,
      action: "fold",
    });
    early = await Promise.all(FORMATS.map((path) => ask(onTurn(players, folded.table), path)));
    showdown = await playToShowdown(players, folded);
  });
  afterAll(() => house.close());

  it("has nothing of a hand in play", () => {
    expect(early[0]).toMatchObject({ status: 200, body: { hands: [], before: null } });
    for (const { status, body } of early.slice(1)) {
      expect([status, body["code"]]).toEqual([404, "unknown_hand"]);
    }
  });

  it("is kept under the documented key, each hand by its number", async () => {
    const entries = await house.redis.xrange(room.key("hands"), "-", "+");
    expect(entries.map(([id]) => id)).toEqual(["1-0"]);
    expect(await house.redis.type(room.key("ledger"))).toBe("stream");
  });

  it("shows everybody their own cards and those that were shown, in every format", async () => {
    const shown = showdown.table.seats.flatMap((seat) => seat.cards ?? []);
    for (const reader of [...players, spectator]) {
      const visible = [...shown, ...(holeCards.get(reader.userId) ?? [])];
      const hidden = [...holeCards.values()].flat().filter((card) => !visible.includes(card));
      expect(hidden.length).toBeGreaterThanOrEqual(reader === spectator ? 2 : 0);
      for (const path of FORMATS) {
        const { status, text } = await ask(reader, path);
        expect(status).toBe(200);
        const told = text.replaceAll("toAct", "");
        expect(hidden.filter((card) => told.includes(card))).toEqual([]);
      }
    }
    const folder = showdown.table.seats.find(({ status }) => status === "folded")!.player;
    const own = (await ask(playerOf(folder), "hands/1")).body as z.output<typeof handSchema>;
    expect(own.seats.find(({ player }) => player === folder)?.cards).toEqual(holeCards.get(folder));
    expect((await ask(playerOf(folder), "hands/1.txt")).text).toContain(
      `[${holeCards.get(folder)!.join(" ")}]`,
    );
  });

  it("lists hands and tells one of them as it ended", async () => {
    const list = (await ask(spectator, "hands")).body as { hands: unknown[]; before: number | null };
    expect(list.before).toBeNull();
    const [summary] = list.hands.map((hand) => handSchema.parse(hand));
    const { events, ...hand } = handSchema
      .extend({ events: z.array(event) })
      .parse((await ask(spectator, "hands/1")).body);
    expect(hand).toEqual(summary);
    expect(hand).toMatchObject({ no: 1, voided: false, board: showdown.table.hand?.board });
    expect(hand.results).toEqual(showdown.table.hand?.results);
    for (const { player, endStack } of hand.seats)
      expect(showdown.table.seats.find((seat) => seat.player === player)?.stack).toBe(endStack);
    expect([events[0]?.type, events.at(-1)?.type]).toEqual(["HandStarted", "HandEnded"]);
    expect((await ask(spectator, "hands?before=1")).body).toEqual({ hands: [], before: null });
  });

  it("replays step by step", async () => {
    const { body } = await ask(spectator, "hands/1/replay");
    const { steps } = handSchema.extend({ steps: z.array(step) }).parse(body);
    for (const { seats, hand } of steps) {
      const pots = hand["pots"] as { chips: number }[];
      const chips = seats.reduce((sum, { stack, bet }) => sum + stack + bet, 0);
      expect(pots.reduce((sum, pot) => sum + pot.chips, chips)).toBe(600);
    }
    expect(steps.find(({ toAct }) => toAct !== null)?.event.type).toBe("HoleCardsDealt");
    expect(steps.at(-1)?.hand).toEqual(showdown.table.hand);
  });

  it("writes PHH that parses, and text that reads", async () => {
    const phh = await ask(spectator, "hands/1.phh");
    expect(phh.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(parse(phh.text)).toMatchObject({
      variant: "NT",
      hand: 1,
      starting_stacks: [200, 200, 200],
      actions: expect.arrayContaining([expect.stringMatching(/^d dh p\d \?{4}$/)]),
    });
    const { text, headers } = await ask(spectator, "hands/1.txt");
    expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect(text).toMatch(
      /^Croupier Hand #1: Hold'em No Limit \(1\/2\) - \d{4}\/\d\d\/\d\d .* UTC\nTable 'archive'/,
    );
  });

  it("is not for a stranger with a token, nor of hands that were not", async () => {
    const authToken = await house.emulator.authToken({
      roomId: "archive",
      userId: "mallory",
      role: "player",
    });
    const mallory = { ...spectator, peer: { ...spectator.peer, authToken } } as Player;
    for (const path of [...FORMATS, "ledger", "ledger.csv"]) {
      const { status, body } = await ask(mallory, path);
      expect([path, status, body["code"]]).toEqual([path, 409, "not_in_room"]);
    }
    for (const path of ["hands/2", "hands/2.phh", "hands/2/replay", "hands/0", "hands/1.pdf"])
      expect((await ask(spectator, path)).body).toMatchObject({ status: 404, code: "unknown_hand" });
  });

  it("has a ledger with everybody's every chip, who, when and why", async () => {
    const [alice, bob, carol] = players as [Player, Player, Player];
    await bob.does({ type: "topUp", chips: 50 });
    await alice.does({ type: "setStack", player: "carol", chips: 100 });
    await carol.does({ type: "stand" });
    const { accounts, totals, entries } = await ledger();
    const { table } = await alice.table();
    expect(totals.onTable).toBe(table.seats.reduce((sum, { stack }) => sum + stack, 0));
    expect(totals.boughtIn - totals.cashedOut).toBe(totals.onTable);
    expect(accounts.reduce((sum, { net }) => sum + net, 0)).toBe(0);
    expect(entries.reduce((sum, { chips }) => sum + chips, 0)).toBe(totals.onTable);
    expect(entries.map(({ player, why, by }) => [player, why, by])).toEqual([
      ["alice", "buyIn", "alice"],
      ["bob", "buyIn", "bob"],
      ["carol", "buyIn", "carol"],
      ["bob", "topUp", "bob"],
      ["carol", "setStack", "alice"],
      ["carol", "choice", "carol"],
    ]);
    const csv = await ask(bob, "ledger.csv");
    expect(csv.headers["content-type"]).toContain("text/csv");
    expect(csv.text.split("\r\n")).toHaveLength(entries.length + 2);
    expect(csv.text).toMatch(/^no,at,player,name,chips,why,by\r\n1,/);
  });

  it("outlives the table and the process", async () => {
    const before = await ask(spectator, "hands/1");
    await room.admin("/close");
    await seen(spectator, "a closed table", ({ table }) => table.status === "closed");
    house.moveTo(await house.open());
    expect((await ask(spectator, "hands/1")).text).toBe(before.text);
    const { accounts, totals, settlement } = await ledger();
    expect(totals).toMatchObject({ onTable: 0, cashedOut: totals.boughtIn });
    const left = new Map(accounts.map(({ player, net }) => [player, net]));
    for (const { from, to, chips, text } of settlement.transfers) {
      left.set(from, left.get(from)! + chips);
      left.set(to, left.get(to)! - chips);
      expect(text).toMatch(/^(Alice|Bob|Carol) pays (Alice|Bob|Carol) \d+$/);
    }
    expect([...left.values()]).toEqual([0, 0, 0]);
    expect(settlement.isFewest).toBe(true);
  });
});
