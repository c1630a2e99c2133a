import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { MessageSource } from "../../src/client/message-source.ts";
import { createTable, type Table } from "../../src/client/table.ts";
import type { JoinedPeer } from "../../src/emulator/joined-peer.ts";
import { type House, openHouse } from "../scenarios/house.ts";
import { until } from "../scenarios/until.ts";

/** As the vendor's SDK would bring them. */
function messagesOf(peer: JoinedPeer): MessageSource {
  return ({ hear }) => {
    for (const received of peer.received) hear(received);
    return peer.onMessage(hear);
  };
}

describe("the client at the real service", () => {
  let house: House;
  let tables: Map<string, Table>;
  let peers: Map<string, JoinedPeer>;
  const tableOf = (player: string) => tables.get(player) as Table;
  const everybody = () => [...tables.values()].map((table) => table.snapshot());

  beforeAll(async () => {
    house = await openHouse({ env: { TABLE_MIN_PLAYERS: "3", TABLE_NEXT_HAND_SECONDS: "30" } });
    [tables, peers] = [new Map(), new Map()];
    for (const player of ["alice", "bob", "carol"]) {
      const peer = await house.emulator.join("lounge", { userId: player, name: player });
      const { authToken: token } = peer;
      const place = { baseUrl: house.url(), roomId: "lounge" };
      tables.set(player, createTable({ ...place, token, messages: messagesOf(peer) }));
      peers.set(player, peer);
    }
  });
  afterAll(async () => {
    for (const table of tables.values()) table.close();
    await house.close();
  });

  it("plays a hand from the messages alone, each player with their own cards", async () => {
    await until("all are dealt in", () =>
      everybody().every(({ connection, you }) => connection === "live" && you?.cards.length === 2),
    );
    const cards = everybody().flatMap(({ you }) => you?.cards ?? []);
    expect(new Set(cards).size).toBe(6);
    for (let turns = 0; tableOf("alice").snapshot().table?.hand?.results === null; turns += 1) {
      expect(turns).toBeLessThan(20);
      const turn = tableOf("alice").snapshot().table?.turn;
      if (turn === null || turn === undefined) throw new Error("a hand in play and nobody's turn");
      const player = tableOf(turn.player);
      await until("the player may act", () => player.snapshot().you?.legal);
      const action = turn.canCheck ? "check" : "call";
      const answer = await player.send({ type: "act", turn: turn.id, action });
      expect(answer).toMatchObject({ ok: true });
      const { seq } = player.snapshot();
      await until("everybody knows", () => everybody().every((known) => known.seq === seq));
    }
    for (const { table } of everybody()) expect(table?.hand?.results).not.toEqual([]);
  });

  it("tells a refusal and stays", async () => {
    const answer = await tableOf("bob").send({ type: "act", turn: "1-1", action: "check" });
    expect(answer).toMatchObject({ ok: false, problem: { code: "stale_turn", status: 409 } });
    expect(tableOf("bob").snapshot().connection).toBe("live");
  });

  it("reads what is kept", async () => {
    const page = await until("the hand is kept", async () => {
      const found = await tableOf("alice").hands();
      return found.ok && found.value.hands.length > 0 && found.value;
    });
    expect(page.hands[0]).toMatchObject({ no: 1, variant: "nlhe" });
    const hand = await tableOf("alice").hand(1);
    expect(hand.ok && hand.value.events[0]).toMatchObject({ type: "HandStarted" });
    const replay = await tableOf("alice").replay(1);
    expect(replay.ok && replay.value.steps.length).toBeGreaterThan(5);
    const ledger = await tableOf("alice").ledger();
    expect(ledger.ok && ledger.value.totals).toEqual({ boughtIn: 600, cashedOut: 0, onTable: 600 });
    expect(await tableOf("alice").hand(99)).toMatchObject({ ok: false, problem: { code: "unknown_hand" } });
  });

  it("finds out by itself what it missed", async () => {
    const peer = peers.get("carol") as JoinedPeer;
    let messages = 0;
    const deaf = createTable({
      baseUrl: house.url(),
      roomId: "lounge",
      token: peer.authToken,
      // One in two gets lost.
      messages: ({ hear }) => peer.onMessage((received) => (messages += 1) % 2 === 0 && hear(received)),
    });
    await until("it is live", () => deaf.snapshot().connection === "live");
    for (const type of ["sitOut", "sitIn", "sitOut", "sitIn"] as const)
      expect(await tableOf("bob").send({ type })).toMatchObject({ ok: true });
    const { seq, table } = tableOf("bob").snapshot();
    await until("nothing is missing", () => (deaf.snapshot().seq ?? 0) >= (seq ?? 0), 25_000);
    expect(deaf.snapshot().table).toEqual(table);
    deaf.close();
  }, 30_000);

  it("is told that the token is no good", async () => {
    const stranger = createTable({
      baseUrl: house.url(),
      roomId: "lounge",
      token: "no.such.token",
      messages: () => () => undefined,
    });
    await until("it is closed", () => stranger.snapshot().connection === "closed");
    expect(stranger.snapshot().problem).toMatchObject({ code: "unauthorized", status: 401 });
  });
});
