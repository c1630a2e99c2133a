import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { JoinedPeer } from "../src/emulator/joined-peer.ts";
import { keysIn } from "./redis-for-tests.ts";
import { openService, type Service, until } from "./service.ts";

const ODD = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "a:b",
  "{s00}:x:room",
  "a/../b?c=d#e%00",
  '\'; DROP TABLE "players" --',
  "🂡".repeat(128),
  "u".repeat(256),
  "ａ\u202eb\u200bc",
];
const ROOM = "odd";

interface TableAnswer {
  readonly version: number;
  readonly table: {
    readonly status: string;
    readonly seats: readonly { player: string; connected: boolean; stack: number }[];
    readonly hand: { readonly no: number; readonly results: unknown } | null;
    readonly turn: { readonly id: string; readonly player: string; readonly canCheck: boolean } | null;
  };
  readonly you: { readonly player: string; readonly cards: readonly string[] } | null;
}

describe("ids with odd characters", () => {
  let service: Service;
  const peers = new Map<string, JoinedPeer>();
  beforeAll(async () => {
    service = await openService({ TABLE_SEATS: "10", TABLE_MIN_PLAYERS: "10" });
    for (const [at, userId] of ODD.entries()) {
      const peerId = ODD[(at + 3) % ODD.length]!.slice(0, 128);
      const isName = peerId in Object.prototype;
      peers.set(userId, await service.join(ROOM, { userId, ...(isName ? {} : { peerId }) }));
    }
    await service.emulator.webhooks.settled();
  });
  afterAll(() => service.close());

  const read = async (userId: string): Promise<TableAnswer> => {
    const answer = await service.table(peers.get(userId)!);
    expect(answer.status).toBe(200);
    return JSON.parse(answer.text) as TableAnswer;
  };
  const keys = () => keysIn(service.redis, `*${service.prefix}*`);

  it("sit down, and each sees their own cards only", async () => {
    expect(service.emulator.webhooks.list({}).filter(({ state }) => state !== "delivered")).toEqual([]);
    for (const userId of ODD) {
      const { table, you } = await read(userId);
      expect(table.seats.map(({ player }) => player)).toEqual(ODD);
      expect(you).toMatchObject({ player: userId, cards: [expect.any(String), expect.any(String)] });
    }
    const all = await Promise.all(ODD.map(async (userId) => (await read(userId)).you!.cards));
    expect(new Set(all.flat()).size).toBe(20);
  });

  it("are whispered to, each by their own peer", async () => {
    for (const [userId, peer] of peers) {
      const whispers = await until(`${userId} was whispered to`, () => {
        const own = peer.received.filter((received) => received.message.includes('"kind":"you"'));
        return own.length > 0 && own;
      });
      for (const whisper of whispers) {
        expect(whisper.private).toBe(true);
        expect(JSON.parse(whisper.message)).toMatchObject({ you: { player: userId } });
      }
    }
  });

  it("play a hand to its end", async () => {
    const chips = ({ table }: TableAnswer) => table.seats.reduce((sum, { stack }) => sum + stack, 0);
    const after = await until("the hand ended", async () => {
      const now = await read(ODD[0]!);
      if (now.table.turn === null) return now.table.hand?.results != null && now;
      const { id, player, canCheck } = now.table.turn;
      const answer = await service.command(peers.get(player)!, {
        type: "act",
        turn: id,
        action: canCheck ? "check" : "call",
      });
      expect(answer.status).toBe(200);
      return false;
    });
    expect(chips(after)).toBe(10 * 200);
  });

  it("are spoken to by the operator", async () => {
    for (const player of ODD.filter((userId) => userId.trim() !== "")) {
      expect((await service.operator(`/rooms/${ROOM}/messages`, { message: "hello", player })).status).toBe(
        202,
      );
      await until(`${player} was greeted`, () =>
        peers.get(player)!.received.some((received) => received.message === "hello" && received.private),
      );
    }
    const greetings = service.emulator.sentMessages.filter(({ body }) => body.includes("hello"));
    expect(greetings).toHaveLength(ODD.length);
  });

  it("are in no key of Redis and no job", async () => {
    const names = await keys();
    expect(names.length).toBeGreaterThan(5);
    const shape = new RegExp(
      `^${service.prefix}:\\{s\\d\\d\\}:(${ROOM}:(room|peers|events|outbox|dead|hands|ledger|lease|seen:[\\w-]+)|dirty|due|active)$|^${service.prefix}:(processes|probe|schemas)$|^\\{${service.prefix}:lanes:\\d+\\}:lane:[\\w:-]+$`,
    );
    expect(names.filter((name) => !shape.test(name))).toEqual([]);
  });

  it("leave, and nobody is left in the peers of Redis", async () => {
    const peersKey = (await keys()).find((name) => name.endsWith(":peers"))!;
    expect(await service.redis.hlen(peersKey)).toBe(10);
    for (const [at, [userId, peer]] of [...peers].entries()) {
      if (at % 2 === 0) await service.command(peer, { type: "stand" });
      peer.leave();
      await until(`${userId} is gone`, async () => (await service.redis.hlen(peersKey)) === 9 - at);
      expect((await service.command(peer, { type: "sit" })).text).toContain('"code":"not_in_room"');
      expect(JSON.parse((await service.table(peer)).text)).toMatchObject({ you: null });
    }
    expect(service.log.filter((line) => /"msg":"(request|webhook) failed"/.test(line))).toEqual([]);
  });

  it("are refused when they are too long or not clean, by webhook and by token", async () => {
    for (const userId of ["u".repeat(257), "u".repeat(1024), "u\u0000", "u\n", "\ud800"]) {
      const peer = await service.join("refused", { userId });
      expect(JSON.parse((await service.table(peer)).text)).toMatchObject({ code: "unauthorized" });
    }
    await service.emulator.webhooks.settled();
    const joins = service.emulator.webhooks.list({}).filter(({ roomId, type }) => {
      return roomId === "refused" && type === "peer.join.success";
    });
    expect(joins.map(({ state, attempts }) => [state, attempts[0]?.status])).toEqual(
      joins.map(() => ["failed", 400]),
    );
  });
});
