import { createRooms } from "../../src/rooms/create-rooms.ts";
import type { DeliverDeps } from "../../src/rooms/deliver.ts";
import { deliver } from "../../src/rooms/deliver.ts";
import type { ExecuteDeps } from "../../src/rooms/execute.ts";
import { createPace } from "../../src/rooms/pace.ts";
import { createPatience } from "../../src/rooms/patience.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { createReach } from "../../src/rooms/reach.ts";
import { createRoomCache } from "../../src/rooms/room-cache.ts";
import type { AnyGame } from "../../src/rooms/room-state.ts";
import { noTracing } from "../../src/rooms/tracing.ts";
import { createTurnstile } from "../../src/rooms/turnstile.ts";
import { highestNumber } from "./highest-number.ts";
import { createMemoryPlatform, type MemoryPlatform } from "./memory-platform.ts";
import { createMemoryRedis, type MemoryRedis } from "./memory-redis.ts";
import { createTestClock, type TestClock } from "./test-clock.ts";
import { createTestLog } from "./test-log.ts";
import { createTestMeter } from "./test-meter.ts";

export interface World {
  readonly clock: TestClock;
  readonly redis: MemoryRedis;
  readonly platform: MemoryPlatform;
  /** Of the server that answers; set another name when a replica takes over. */
  readonly identity: { name: string };
  /** Different for every process. */
  readonly newId: () => string;
}

export function createWorld(clock: TestClock = createTestClock()): World {
  let ids = 0;
  return {
    clock,
    newId: () => `id-${++ids}`,
    redis: createMemoryRedis({ nowMs: clock.nowMs }),
    platform: createMemoryPlatform(),
    identity: { name: "origin" },
  };
}

interface ShellOptions {
  readonly game?: AnyGame;
  readonly gameConfig?: unknown;
  readonly entropy?: () => Uint8Array;
  readonly expelsFromRoom?: boolean;
}

/** One process of Croupier, without its edges. Several may share a world. */
export function createShell(world: World = createWorld(), options: ShellOptions = {}) {
  const { clock, redis, platform, newId } = world;
  const log = createTestLog();
  const meter = createTestMeter();
  const deadlines: number[] = [];
  const refusedRooms: RoomId[] = [];
  const suspects: RoomId[] = [];
  const stopping = { is: false };
  const reach = createReach();
  const deps = {
    rules: {
      game: options.game ?? highestNumber,
      roles: { playerRoles: ["player", "host"], hostRoles: ["host"] },
      expelsFromRoom: options.expelsFromRoom ?? true,
    },
    gameConfig: options.gameConfig ?? { roundMs: 30_000 },
    ...redis,
    platform,
    reach,
    cache: createRoomCache(100),
    turnstile: createTurnstile(100),
    nowMs: clock.nowMs,
    entropy: options.entropy ?? (() => new Uint8Array(256)),
    newId,
    onDeadline: (dueAtMs) => deadlines.push(dueAtMs),
    identity: { current: () => Promise.resolve(world.identity.name) },
    onSuspicion: (roomId) => suspects.push(roomId),
    log,
  } satisfies ExecuteDeps & Parameters<typeof createRooms>[0];
  const delivery: DeliverDeps = {
    ...deps,
    ...clock,
    pace: createPace(clock),
    patience: createPatience(clock.monotonicMs),
    onRefused: (roomId) => refusedRooms.push(roomId),
    isStopping: () => stopping.is,
    token: newId,
    meter,
    tracing: noTracing,
  };
  const { rooms, reconciler } = createRooms(deps);
  return {
    ...world,
    deps,
    delivery,
    rooms,
    reconciler,
    log,
    meter,
    deadlines,
    refusedRooms,
    suspects,
    /** Set it, and drains end. */
    stopping,
    /** Does what workers do until no wake-up waits. */
    async deliverAll(): Promise<void> {
      for (let job = redis.lanes.take(); job !== null; job = redis.lanes.take()) {
        const drained = await clock.finish(deliver(delivery, job.roomId));
        if (drained === "more") await redis.lanes.wake(job.roomId);
        redis.lanes.finish(job);
      }
    },
  };
}

export type Shell = ReturnType<typeof createShell>;
