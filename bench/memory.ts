import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import { withConnections } from "./keep-alive.ts";
import { askAll, runErrands } from "./load.ts";
import type { MeasuredProcess } from "./measured-process.ts";
import type { BenchOptions } from "./options.ts";
import { AT_ONCE, startPlatform } from "./platform.ts";
import { playRooms } from "./poker-load.ts";
import { fixed, type Outcome, printTable, type Target, whole } from "./report.ts";
import { allBytes, liveBytes, type RoomBytes, roomBytes } from "./room-keys.ts";
import { emptyRequests, openRooms } from "./rooms-in-play.ts";
import { withStage } from "./stage.ts";

interface ProcessRow {
  readonly name: string;
  readonly rssMb: number;
  /** Kept after a collection of garbage; a room, beyond the idle service's. */
  readonly keptKbARoom: number | null;
}

interface RoomRow {
  readonly name: string;
  readonly bytes: RoomBytes;
}

/** What the service may take when it has nothing to do. */
const MOST_IDLE_MB = 120;
const MOST_KB_IN_PLAY = 12;
const MOST_KB_IDLE = 3;
const IDLE_MS = 10_000;
const SETTLE_MS = 3_000;
const CONNECTIONS = 16;
const FEW_ROOMS = 100;
/** Of a hand that goes to the showdown, about. */
const COMMANDS_A_HAND = 26;
const FEW_ACTIONS = 10;
const IN_PLAY = `in play, after ${FEW_ACTIONS} actions`;
const LEFT = "left, its answers expired";

/** The whole service (HTTP and worker in one process) and its Redis: idle, with rooms in which a hand is played, and after it. */
export async function benchMemory({ isQuick }: BenchOptions): Promise<Outcome> {
  buildCroupier();
  const processes = await measureProcess({ idleMs: isQuick ? 1000 : IDLE_MS, rooms: isQuick ? 200 : 1000 });
  const rooms = await measureRedis(isQuick ? 3 : 20);
  return outcome(processes, rooms);
}

function measureProcess({ idleMs, rooms: count }: { readonly idleMs: number; readonly rooms: number }) {
  return withStage(async ({ redis, keep }): Promise<readonly ProcessRow[]> => {
    const platform = keep(await startPlatform());
    await platform.begin(AT_ONCE);
    const around = { redisUrl: redis.url, role: "all", platformUrl: platform.url } as const;
    const croupier = keep(await startCroupier({ ...around, nodeFlags: ["--expose-gc"] }));
    await delay(idleMs);
    const idle = await rowOf("idle", croupier, null);
    const before = { keptBytes: await croupier.keptBytes(), rooms: count };
    const open = { port: croupier.port, count: CONNECTIONS };
    const rooms = await withConnections(open, (connections) => openRooms(connections, count));
    await platform.untilQuiet(500);
    await delay(SETTLE_MS);
    const inPlay = await rowOf(`${whole(count)} rooms of six, dealt`, croupier, before);
    await withConnections(open, (connections) => askAll(connections, rooms.map(emptyRequests)));
    await platform.untilQuiet(500);
    return [idle, inPlay, await rowOf("the same rooms, left", croupier, before)];
  });
}

interface Before {
  readonly keptBytes: number;
  readonly rooms: number;
}

async function rowOf(name: string, croupier: MeasuredProcess, before: Before | null): Promise<ProcessRow> {
  const rssMb = (await croupier.rssBytes()) / 1e6;
  if (before === null) return { name, rssMb, keptKbARoom: null };
  const kept = (await croupier.keptBytes()) - before.keptBytes;
  return { name, rssMb, keptKbARoom: kept / before.rooms / 1000 };
}

function measureRedis(hands: number) {
  return withStage(async ({ redis, keep }): Promise<readonly RoomRow[]> => {
    const platform = keep(await startPlatform());
    await platform.begin(AT_ONCE);
    const croupier = keep(
      await startCroupier({ redisUrl: redis.url, role: "all", platformUrl: platform.url }),
    );
    const client = new Redis(redis.url);
    keep({ stop: () => client.disconnect() });
    const open = { port: croupier.port, count: CONNECTIONS };
    const rooms = await withConnections(open, (connections) => openRooms(connections, FEW_ROOMS));
    const errands = await withConnections(open, (connections) => playRooms(connections, rooms));
    const play = (commands: number) =>
      withConnections(open, (connections) => runErrands(connections, errands, commands * FEW_ROOMS));
    const rows: RoomRow[] = [];
    const note = async (name: string): Promise<void> => {
      await platform.untilQuiet(500);
      rows.push({ name, bytes: await roomBytes(client, FEW_ROOMS) });
    };
    await note("dealt");
    await play(FEW_ACTIONS);
    await note(IN_PLAY);
    await play(COMMANDS_A_HAND * hands - FEW_ACTIONS);
    await note(`in play, after ${hands} hands`);
    await withConnections(open, (connections) => askAll(connections, rooms.map(emptyRequests)));
    await note("left, session closed");
    for (const key of await client.keys("croupier:*:seen:*")) await client.unlink(key);
    await note(LEFT);
    return rows;
  });
}

function outcome(processes: readonly ProcessRow[], rooms: readonly RoomRow[]): Outcome {
  printTable("memory of the process", processes, [
    { head: "RSS MB", of: ({ rssMb }) => fixed(1)(rssMb) },
    { head: "kept KB a room", of: ({ keptKbARoom }) => fixed(1)(keptKbARoom) },
  ]);
  const kinds = [...new Set(rooms.flatMap(({ bytes }) => Object.keys(bytes)))];
  printTable("memory in Redis, bytes a room", rooms, [
    ...kinds.map((kind) => ({ head: kind, of: ({ bytes }: RoomRow) => whole(bytes[kind] ?? 0) })),
    { head: "what the game needs", of: ({ bytes }) => whole(liveBytes(bytes)) },
    { head: "all", of: ({ bytes }) => whole(allBytes(bytes)) },
  ]);
  return { rows: [{ processes, rooms }], targets: targetsOf(processes, rooms) };
}

function targetsOf(processes: readonly ProcessRow[], rooms: readonly RoomRow[]): readonly Target[] {
  const kbOf = (name: string): number => allBytes(rooms.find((row) => row.name === name)!.bytes) / 1000;
  const most = (promised: number, unit: string) => ({ promised, bound: "at most", unit }) as const;
  return [
    { what: "idle service, RSS", measured: processes[0]!.rssMb, ...most(MOST_IDLE_MB, " MB") },
    { what: `a room ${IN_PLAY}, in Redis`, measured: kbOf(IN_PLAY), ...most(MOST_KB_IN_PLAY, " KB") },
    { what: `a room ${LEFT}, in Redis`, measured: kbOf(LEFT), ...most(MOST_KB_IDLE, " KB") },
  ];
}
