import { setTimeout as delay } from "node:timers/promises";
import type { TableView } from "../../../src/demo/message.ts";
import type { Stage } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import type { CroupierProcess } from "../croupier-process.ts";
import { type DutyCommand, dutiesOf, type Turn } from "../duty.ts";
import { type HomeGame, homeGameOf } from "../home-game.ts";
import type { House } from "../house.ts";
import type { RedisHouse } from "../redis-house.ts";
import { isCommitted, startRedisProxy } from "../redis-proxy.ts";
import { gameEvents } from "../stored.ts";

/** Where the process is killed: right after Redis carried out that commit, or 100ms accepted that message. Null: nowhere. */
export type Point = { readonly after: "commit" | "send"; readonly nth: number } | null;

export interface Walk {
  readonly commits: number;
  readonly sends: number;
  /** Everything that the game decided, in order, without the times. */
  readonly story: readonly string[];
  readonly game: HomeGame;
  /** From the kill, and from when the new process was up, to the next message; null when the point was not reached. */
  readonly silence: { readonly ms: number; readonly upMs: number } | null;
  readonly duplicates: number;
  readonly house: House;
}

const ROOM = "six";
const NAMES = ["alice", "bob", "carol", "dave", "erin", "frank"];
/** Left of the big blind in the first hand. */
const STRADDLER = "dave";
/** What is done if it is legal, else a check or a call. */
const WISHES = ["fold", "fold", "call", "fold", "fold", "check", "bet", "call", "allIn", "call"];

/** Plays one hand of six with a seed, step by step: each step is delivered before the next one. */
export async function playShortHand(stage: Stage, redis: RedisHouse, point: Point): Promise<Walk> {
  const house = await stage.house({
    redis,
    env: { TABLE_SEED: "every step", TABLE_MIN_PLAYERS: "6", TABLE_NEXT_HAND_SECONDS: "3600" },
    emulator: { retryDelaysMs: [200, 300, 500, ...Array<number>(20).fill(1000)] },
  });
  const proxy = await startRedisProxy(redis.port);
  const killer = createKiller(house, () => house.start("croupier", { redisUrl: proxy.url }), point);
  proxy.hook({
    onReply: (command, reply) => (isCommitted(command, reply) && killer.committed() ? "cut" : "pass"),
  });
  await killer.start();
  for (const name of NAMES) {
    const peer = await house.emulator.join(ROOM, { userId: name });
    house.enroll(peer);
    peer.onMessage(() => killer.sent());
    await until(() => house.deliveries.newest(peer.peerId).you !== null, 20_000, `${name} has no seat`);
    await delivered(house);
    if (name !== STRADDLER) continue;
    await carryOut(house, name, { type: "straddle", on: true });
    await delivered(house);
  }
  await playHand(house);
  await killer.done();
  proxy.hook({});
  await house.settled();
  await house.verify();
  const room = await house.stored(ROOM);
  const walk = {
    commits: killer.commits(),
    sends: house.emulator.sentMessages.length,
    story: gameEvents(room.commits).map(withoutTimes),
    game: homeGameOf(room),
    silence: killer.silence(),
    duplicates: [...house.duplicates().values()].reduce((sum, count) => sum + count, 0),
    house,
  };
  await house.close();
  await proxy.stop();
  return walk;
}

async function playHand(house: House): Promise<void> {
  const wishes = [...WISHES];
  for (let steps = 0; steps < 40; steps += 1) {
    const [anybody] = house.players;
    const { table } = (await anybody?.read()) ?? {};
    if (table === undefined || table.hand?.results != null) return;
    const turn = table.turn as Turn | null;
    if (turn === null) await agree(house, table);
    else await act(house, turn, wishes.shift() ?? "check");
    await delivered(house);
  }
  throw new Error("the hand does not end");
}

async function act(house: House, turn: Turn, wish: string): Promise<void> {
  const action = isLegal(turn, wish) ? wish : turn.canCheck ? "check" : "call";
  const to = action === "bet" || action === "raise" ? { to: turn.minRaiseTo ?? 0 } : {};
  await carryOut(house, turn.player, { type: "act", turn: turn.id, action, ...to });
}

/** The first one who is still asked for two boards. */
async function agree(house: House, table: TableView): Promise<void> {
  const asked = house.players.find(({ name }) => dutiesOf(table, name, true)[0]?.key.startsWith("vote"));
  if (asked === undefined) throw new Error(`nobody is to act: ${JSON.stringify(table)}`);
  await carryOut(house, asked.name, { type: "runTwice", agree: true });
}

async function carryOut(house: House, name: string, command: DutyCommand): Promise<void> {
  const player = house.players.find((one) => one.name === name);
  const { status, text } = (await player?.carryOut(command)) ?? { status: 0, text: "not in the room" };
  expect(status === 200, `${name} may not ${JSON.stringify(command)}: ${status} ${text}`);
}

function isLegal({ canCheck, minRaiseTo }: Turn, wish: string): boolean {
  if (wish === "allIn") return minRaiseTo !== null;
  if (wish === "bet" || wish === "raise") return minRaiseTo !== null && (wish === "bet") === canCheck;
  return wish === "fold" || (wish === "check") === canCheck;
}

async function delivered(house: House): Promise<void> {
  await until(
    async () => (await house.stored(ROOM)).undelivered === 0,
    20_000,
    "messages of the step were not delivered",
  );
}

function createKiller(house: House, start: () => Promise<CroupierProcess>, point: Point) {
  let running: CroupierProcess | null = null;
  let commits = 0;
  let struck: { readonly atMs: number; readonly sent: number } | null = null;
  let upAtMs = 0;
  let revival: Promise<unknown> = Promise.resolve();
  const strike = (sent: number): void => {
    struck = { atMs: Date.now(), sent };
    running?.signal("SIGKILL");
    revival = (async () => {
      await running?.kill();
      running = await start();
      upAtMs = Date.now();
    })();
  };
  const isTime = (after: "commit" | "send", count: number): boolean =>
    struck === null && point?.after === after && point.nth === count;
  return {
    async start() {
      running = await start();
    },
    /** True when the process was killed. */
    committed(): boolean {
      commits += 1;
      if (!isTime("commit", commits)) return false;
      strike(house.emulator.sentMessages.length);
      return true;
    },
    /** Heard by every reader; the message is counted after the last one heard it. */
    sent(): void {
      const sent = house.emulator.sentMessages.length + 1;
      if (isTime("send", sent)) strike(sent);
    },
    commits: () => commits,
    async done() {
      await revival;
      await delay(0);
    },
    silence() {
      if (struck === null) return null;
      const next = house.emulator.sentMessages[struck.sent];
      if (next === undefined) return { ms: 0, upMs: 0 };
      return { ms: next.atMs - struck.atMs, upMs: Math.max(0, next.atMs - upAtMs) };
    },
  };
}

function withoutTimes(event: object): string {
  return JSON.stringify(event, (key, value: unknown) => (key.endsWith("AtMs") || key === "atMs" ? 0 : value));
}
