import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { PrivateView, PublicTable } from "../../src/blackjack/view.ts";
import { type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";

interface Reading {
  readonly version: number;
  readonly table: PublicTable;
  readonly you: PrivateView | null;
}

const readingOf = ({ body }: HttpAnswer) => body as unknown as Reading;

describe("blackjack beside poker in one service", () => {
  let house: House;
  let room: Room;
  let ann: Player;
  let bob: Player;

  beforeAll(async () => {
    house = await openHouse({ env: { GAME: "poker,bj-*=blackjack", PLAYER_ROLES: "player,host" } });
    room = house.room("bj-1");
    ann = await room.join("ann", { role: "host" });
    bob = await room.join("bob");
    await room.settled();
  });
  afterAll(() => house.close());

  const read = async (player: Player) => readingOf(await player.ask("table"));
  const does = async (player: Player, command: object): Promise<Reading> => {
    const answer = await player.ask("commands", { body: { id: randomUUID(), ...command } });
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.text}`);
    return readingOf(answer);
  };
  const toldTo = ({ peer }: Player) =>
    peer.received.map(
      ({ message }) => JSON.parse(message) as Partial<Reading> & { game: string; kind: string },
    );

  /** Bets of 10 and nobody draws. */
  async function playRound(): Promise<readonly Reading[]> {
    await does(ann, { type: "bet", chips: 10 });
    const seen = [await does(bob, { type: "bet", chips: 10 })];
    for (let { table } = seen[0]!; table.turn !== null; ) {
      const player = table.turn.player === "ann" ? ann : bob;
      const next = await does(player, { type: "stand", turn: table.turn.id });
      seen.push(next);
      ({ table } = next);
    }
    return seen;
  }

  it("is played to the end, round after round, and the chips add up", async () => {
    for (let no = 1; no <= 5; no += 1) {
      const seen = await playRound();
      const { table } = seen.at(-1)!;
      expect(table).toMatchObject({ status: "settled", round: { no } });
      for (const before of seen.slice(0, -1)) expect(before.table.dealer.cards).toHaveLength(1);
      expect(table.dealer.cards.length).toBeGreaterThan(1);
      expect(table.round?.results?.map(({ player }) => player)).toEqual(["ann", "bob"]);
    }
    const { table } = await read(ann);
    const stored = JSON.parse((await house.redis.hget(room.key("room"), "state")) ?? "{}");
    const stacks = table.seats.reduce((sum, { stack }) => sum + stack, 0);
    expect(stacks + stored.game.houseWon).toBe(400);
  });

  it("tells everybody the table and each player their own view, as the documents say", async () => {
    await room.settled();
    for (const player of [ann, bob]) {
      const told = toldTo(player);
      expect(new Set(told.map(({ game }) => game))).toEqual(new Set(["blackjack"]));
      expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(["welcome", "table", "you"]));
      for (const { you } of told) if (you != null) expect(you.player).toBe(player.userId);
    }
  });

  it("refuses what is another game's or not by the rules", async () => {
    const ask = (command: object) => ann.ask("commands", { body: { id: randomUUID(), ...command } });
    expect((await ask({ type: "act", turn: "1", action: "fold" })).body).toMatchObject({ code: "malformed" });
    expect((await ask({ type: "bet", chips: 5000 })).body).toMatchObject({ code: "bet_out_of_range" });
    expect((await ask({ type: "hit", turn: "0-0-0" })).body).toMatchObject({ code: "stale_turn" });
    expect((await ann.ask("table")).status).toBe(200);
    expect(
      (
        await house.http(`${house.url()}/v1/rooms/bj-1/ledger`, {
          headers: { authorization: `Bearer ${ann.peer.authToken}` },
        })
      ).body,
    ).toMatchObject({ code: "unknown_ledger" });
  });

  it("is paused and closed by an operator", async () => {
    expect((await room.admin("/pause")).status).toBe(200);
    expect((await read(ann)).table.status).toBe("paused");
    await room.admin("/resume");
    expect((await room.admin("")).body).toMatchObject({ table: { status: "settled" } });
  });

  it("leaves the other rooms their poker", async () => {
    const other = house.room("friday");
    const alice = await other.join("alice");
    await other.join("bert");
    await until("they are dealt in", async () => (await alice.table()).table.hand !== null);
    await other.settled();
    expect(alice.received("welcome")[0]?.game).toBe("poker");
  });

  it("goes on in its room although the operator chooses another game for new ones", async () => {
    const later = await house.open({ GAME: "poker" });
    const before = await read(ann);
    const answer = await ann.ask("table", { url: later.url });
    expect(readingOf(answer)).toMatchObject({ version: before.version, table: { status: "settled" } });
    const bet = { id: randomUUID(), type: "bet", chips: 10 };
    expect((await ann.ask("commands", { url: later.url, body: bet })).status).toBe(200);
  });
});
