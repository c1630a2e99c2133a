import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Audit } from "../../src/poker/fair-deck/audit.ts";
import { rootFrom } from "../../src/poker/fair-deck/deck-tree.ts";
import type { HandProof } from "../../src/poker/fair-deck/proof.ts";
import { type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { dealt, playToShowdown, seen } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";

const HANDS = 2;
const run = promisify(execFile);

describe("an evening with a fair deck", () => {
  let house: House;
  let room: Room;
  let players: Player[];
  let promise: string;
  const roots = new Map<number, string>();
  const cards = new Map<string, readonly string[]>();
  let folder: string;

  const get = (path: string, { authToken }: Player["peer"]): Promise<HttpAnswer> =>
    house.http(`${house.url()}/v1/rooms/salon/${path}`, {
      headers: { authorization: `Bearer ${authToken}` },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "fair-deck-"));
    house = await openHouse({ env: { TABLE_MIN_PLAYERS: "3", TABLE_NEXT_HAND_SECONDS: "0.5" } });
    room = house.room("salon");
    players = [];
    for (const name of ["alice", "bob", "carol"]) players.push(await room.join(name));
    await room.settled();
    const [alice, bob] = players as [Player, Player, Player];
    promise =
      (await seen(alice, "a promise", ({ table }) => table.deckPromise !== undefined)).table.deckPromise ??
      "";
    for (let no = 1; no <= HANDS; no += 1) {
      const answer = await dealt(alice, 3, no);
      roots.set(no, answer.table.hand?.deckRoot ?? "");
      for (const player of players)
        cards.set(`${player.userId} ${no}`, (await player.table()).you?.cards ?? []);
      if (no === 1) await bob.does({ type: "seed", seed: "bob's cat" });
      const { table } = answer;
      const first = players.find(({ userId }) => userId === table.turn?.player);
      if (first === undefined) throw new Error("nobody begins");
      await playToShowdown(players, await first.does({ type: "act", turn: table.turn?.id, action: "fold" }));
    }
    await until(
      "the last hand is kept",
      async () => (await get(`hands/${HANDS}`, alice.peer)).status === 200,
    );
  }, 30_000);
  afterAll(async () => {
    await house.close();
    await rm(folder, { recursive: true });
  });

  it("tells root and seeds to everybody, before the cards", async () => {
    await room.settled();
    const received = players[2]!.peer.received.map(({ message }) => message);
    for (const [no, root] of roots) {
      const first = (what: string): number => received.findIndex((text) => text.includes(what));
      expect(first(`"DeckSealed","root":"${root}"`)).toBeGreaterThanOrEqual(0);
      expect(first(`"deckRoot":"${root}"`)).toBeGreaterThanOrEqual(0);
      expect(first(JSON.stringify(cards.get(`carol ${no}`)))).toBeGreaterThanOrEqual(first(root));
    }
    expect(received.some((text) => text.includes("bob's cat"))).toBe(true);
  });

  it("opens the cards that a reader knows after the hand", async () => {
    for (const { peer, userId } of players) {
      const proof = (await get(`hands/${HANDS}/proof`, peer)).body as unknown as HandProof;
      expect(proof).toMatchObject({
        promise,
        root: roots.get(HANDS),
        seeds: [{ player: "bob", seed: "bob's cat" }],
      });
      expect(proof.openings.map(({ card }) => card)).toEqual(
        expect.arrayContaining([...(cards.get(`${userId} ${HANDS}`) ?? [])]),
      );
      for (const opening of proof.openings) expect(rootFrom(opening)).toBe(proof.root);
    }
    expect(await get("hands/99/proof", players[0]!.peer)).toMatchObject({ status: 404 });
  });

  it("has no audit while it lasts", async () => {
    expect(await get("audit", players[0]!.peer)).toMatchObject({ status: 409, body: { code: "no_audit" } });
  });

  it("has an audit afterwards that anybody can verify", async () => {
    const [alice] = players as [Player];
    await room.settled();
    const messages = alice.peer.received.map(({ message }) => message);
    expect((await room.admin("/close")).status).toBe(200);
    for (const player of players) player.leave();
    const audit = (await get("audit", alice.peer)).body as unknown as Audit;
    expect(audit).toMatchObject({ promise, firstHand: 1 });
    expect(audit.hands.slice(0, HANDS).map(({ root }) => root)).toEqual([...roots.values()]);
    const [file, told] = [join(folder, "audit.json"), join(folder, "messages.jsonl")];
    await writeFile(file, JSON.stringify(audit));
    await writeFile(told, messages.join("\n"));
    const { stdout } = await run(process.execPath, ["--import", "tsx", "src/verify/main.ts", file, told]);
    expect(stdout).toContain('bob gave "bob\'s cat" in hand');
    expect(stdout).toContain("The file proves what it says.");
  }, 30_000);
});
