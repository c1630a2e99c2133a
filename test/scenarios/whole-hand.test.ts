import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { keysIn } from "../redis-for-tests.ts";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt, onTurn, playToShowdown } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room, Sent } from "./room.ts";
import { until } from "./until.ts";
import { type Answer, chipsOf } from "./views.ts";

const CARD = /"([2-9TJQKA][shdc])"/g;
const cardsIn = (text: string): readonly string[] => [...text.matchAll(CARD)].map(([, card]) => card ?? "");

describe("four join a room and play a hand", () => {
  let house: House;
  let room: Room;
  let players: Player[];
  let first: Answer;
  /** Each player's cards of the first hand. */
  let holeCards: Map<string, readonly string[]>;
  let showdown: Answer;

  beforeAll(async () => {
    house = await openHouse({ env: { TABLE_MIN_PLAYERS: "4", TABLE_NEXT_HAND_SECONDS: "1" } });
    room = house.room("lounge");
    players = [];
    for (const userId of ["alice", "bob", "carol", "dave"]) {
      players.push(await room.join(userId, { name: userId.toUpperCase() }));
    }
    await room.settled();
    first = await dealt(players[0]!, 4, 1);
    const views = await Promise.all(players.map((player) => player.table()));
    holeCards = new Map(views.map(({ you }) => [you?.player ?? "", you?.cards ?? []]));
    let before = first;
    while (before.table.hand?.street !== "river") before = await callOrCheck(players, before.table);
    showdown = await playToShowdown(players, before);
    await until("the showdown was told", () => toRoom().some(({ game }) => isShowdown(game)));
  });
  afterAll(() => house.close());

  const toRoom = () => room.sent().filter(({ game }) => game?.kind === "table");
  const isShowdown = (game: Sent["game"]) =>
    game?.kind === "table" && game.table.hand?.no === 1 && game.table.hand.street === "showdown";
  const ofFirstHand = () =>
    room.sent().filter(({ game }) => {
      if (game === null || game.kind === "you") return game !== null && game.seq <= showdown.version;
      return game.table.hand?.no === 1;
    });

  it("seats all four by their webhooks", () => {
    expect(
      first.table.seats.map(({ seat, player, name, status, connected, cards }) => {
        return { seat, player, name, status, connected, cards };
      }),
    ).toEqual(
      ["alice", "bob", "carol", "dave"].map((player, index) => ({
        seat: index + 1,
        player,
        name: player.toUpperCase(),
        status: "in",
        connected: true,
        cards: null,
      })),
    );
    expect(first.table.status).toBe("playing");
    expect(chipsOf(first.table)).toBe(800);
  });

  it("maps the peers in Redis under the documented keys", async () => {
    const base = `${house.prefix}:{s58}:lounge`;
    const { redis } = house;
    expect(await redis.type(`${base}:room`)).toBe("hash");
    expect(Object.keys(await redis.hgetall(`${base}:room`)).sort()).toEqual(["commit", "state", "version"]);
    const peers = await redis.hgetall(`${base}:peers`);
    expect(Object.keys(peers).sort()).toEqual(players.map(({ peer }) => peer.peerId).sort());
    for (const { userId, peer } of players) {
      expect(JSON.parse(peers[peer.peerId] ?? "")).toEqual({
        userId,
        name: userId.toUpperCase(),
        role: "player",
        joinedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z$/),
        sessionId: room.sessionId(),
      });
    }
    expect(await redis.type(`${base}:events`)).toBe("stream");
    expect(await redis.zscore(`${house.prefix}:{s58}:active`, "lounge")).toMatch(/^\d{13}$/);
    expect(await redis.zscore(`${house.prefix}:{s58}:due`, "lounge")).toMatch(/^\d{13}$/);
    expect(await keysIn(redis, `{${house.prefix}:lanes:*}:*`)).not.toEqual([]);
    const [join] = house.emulator.webhooks.list({ roomId: "lounge" });
    expect(await redis.exists(`${base}:seen:${join?.id}`)).toBe(1);
  });

  it("leaves nothing undelivered", async () => {
    const base = `${house.prefix}:{s58}`;
    await until("everything is delivered", async () => {
      return (await house.redis.zscore(`${base}:dirty`, "lounge")) === null;
    });
    expect(await house.redis.exists(`${base}:lounge:dead`)).toBe(0);
  });

  it("tells each player's own view to that player's peer alone", () => {
    const whispers = ofFirstHand().filter(({ game }) => game?.kind === "you");
    expect(whispers.length).toBeGreaterThanOrEqual(players.length);
    for (const { game, body, fields, recipients, audience } of whispers) {
      const owner = players.find(({ userId }) => game?.kind === "you" && game.you?.player === userId);
      const peerId = owner?.peer.peerId ?? "";
      expect(Object.keys(JSON.parse(body))).toEqual(["peer_id", "message", "type"]);
      expect([fields.peer_id, fields.type]).toEqual([peerId, "custom_event"]);
      expect(audience).toEqual({ kind: "peer", peerId });
      expect(recipients).toEqual([peerId]);
    }
  });

  it("tells a total bet to nobody else", () => {
    const withTotal = room.sent().filter(({ body }) => body.includes("totalBet"));
    expect(withTotal.length).toBeGreaterThan(8);
    for (const { game, fields } of withTotal) {
      const you = game === null || game.kind === "table" ? null : game.you;
      const owner = players.find(({ userId }) => you?.player === userId);
      expect(fields.peer_id).toBe(owner?.peer.peerId);
    }
    expect(onTurn(players, first.table).received("you")[0]?.you).toMatchObject({ totalBet: 0, stack: 200 });
  });

  it("deals everybody two cards that only they are told", () => {
    expect(new Set([...holeCards.values()].flat()).size).toBe(8);
    const shown = showdown.table.seats.flatMap(({ cards }) => cards ?? []);
    for (const { fields, game } of ofFirstHand()) {
      const owner = players.find(({ peer }) => peer.peerId === fields.peer_id)?.userId ?? "";
      const board = game !== null && game.kind !== "you" ? (game.table.hand?.board ?? []) : [];
      const visible = [...(holeCards.get(owner) ?? []), ...board, ...(isShowdown(game) ? shown : [])];
      expect(visible).toEqual(expect.arrayContaining([...cardsIn(fields.message)]));
    }
  });

  it("shows the showdown's cards to the whole room, with the hands' names", () => {
    const [message] = toRoom().filter(({ game }) => isShowdown(game));
    expect(Object.keys(JSON.parse(message?.body ?? "{}"))).toEqual(["message", "type"]);
    expect(message?.audience).toEqual({ kind: "room" });
    expect(message?.recipients).toEqual(players.map(({ peer }) => peer.peerId));
    const { seats, hand, turn } = showdown.table;
    expect(turn).toBeNull();
    expect(hand).toMatchObject({ no: 1, street: "showdown", pots: [] });
    expect(hand?.board).toHaveLength(5);
    const winners = (hand?.results ?? []).filter(({ chips }) => chips > 0);
    expect(winners.length).toBeGreaterThan(0);
    for (const { player, handName } of winners) {
      expect(handName).toEqual(expect.any(String));
      expect(seats.find((seat) => seat.player === player)?.cards).toEqual(holeCards.get(player));
    }
  });

  it("keeps every chip on the table in every message, within four kilobytes", () => {
    for (const { game, fields } of room.sent()) {
      expect(Buffer.byteLength(fields.message)).toBeLessThanOrEqual(4096);
      if (game?.kind === "table" && game.table.seats.length === 4) expect(chipsOf(game.table)).toBe(800);
    }
  });

  it("numbers the messages of every peer in order", () => {
    for (const { peer } of players) {
      const seqs = peer.received.map(({ message }) => JSON.parse(message).seq as number);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    }
  });

  it("welcomes each peer, and no other with it", () => {
    for (const { userId, received } of players) {
      expect(received("welcome").map(({ you }) => you?.player)).toEqual([userId]);
    }
  });

  it("deals the next hand by itself", async () => {
    const next = await dealt(players[0]!, 4, 2);
    expect(next.table.hand).toMatchObject({ no: 2, street: "preflop", results: null });
    expect(next.table.hand?.button).not.toBe(first.table.hand?.button);
    expect(chipsOf(next.table)).toBe(800);
  });

  it("logs neither cards nor secrets, and no trouble", () => {
    const text = JSON.stringify(house.log);
    expect(cardsIn(text)).toEqual([]);
    for (const secret of [house.emulator.appSecret, players[0]!.peer.authToken])
      expect(text).not.toContain(secret);
    expect(house.log.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
  });
});
