import type { Clock } from "../../src/clock.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import { createCatchUp } from "../../src/rooms/catch-up.ts";
import { createRooms } from "../../src/rooms/create-rooms.ts";
import { type DeliverDeps, deliver } from "../../src/rooms/deliver.ts";
import { createPace } from "../../src/rooms/pace.ts";
import { createPatience } from "../../src/rooms/patience.ts";
import type { Commit, CommitResult, Lanes, Log, RoomId, RoomStore } from "../../src/rooms/ports.ts";
import { createReach } from "../../src/rooms/reach.ts";
import { startReconciling } from "../../src/rooms/reconcile-schedule.ts";
import { resync } from "../../src/rooms/resync.ts";
import { createRoomCache } from "../../src/rooms/room-cache.ts";
import type { Rooms } from "../../src/rooms/rooms.ts";
import { createSweep, type Sweep } from "../../src/rooms/sweep.ts";
import { tick } from "../../src/rooms/tick.ts";
import { noTracing } from "../../src/rooms/tracing.ts";
import { createTurnstile } from "../../src/rooms/turnstile.ts";
import type { Around } from "../fakes/memory-data.ts";
import { createMemoryLeftovers } from "../fakes/memory-leftovers.ts";
import { createMemoryOutbox } from "../fakes/memory-outbox.ts";
import { createMemoryRoomIndexes } from "../fakes/memory-room-indexes.ts";
import { createMemoryRoomRecords } from "../fakes/memory-room-records.ts";
import { createMemoryRoomStore } from "../fakes/memory-room-store.ts";
import { silentMeter } from "../fakes/test-meter.ts";
import type { Conference } from "./conference.ts";
import { createIdentity } from "./identity.ts";
import { createLaneWorker, type LaneWorker } from "./lane-worker.ts";
import { createLink, type Link } from "./link.ts";
import type { PlatformFor } from "./platform.ts";
import type { Owner } from "./scheduler.ts";
import { START_MS, strike, type World } from "./world.ts";

export type Role = "all" | "web" | "worker";

const ROLES = { playerRoles: ["player", "host"], hostRoles: ["host"] };

/** One process of the service, from its start to its crash. */
export interface SimProcess {
  readonly owner: Owner;
  readonly role: Role;
  readonly rooms: Rooms;
  /** Null for a web process. */
  readonly worker: LaneWorker | null;
  crash(): void;
  /** The connections to Redis broke. */
  reconnect(): void;
  /** Called at the crash. */
  onCrash(listener: () => void): void;
}

export interface ProcessDeps {
  readonly world: World;
  readonly gameConfig: TableConfig;
  readonly conference: Conference;
  readonly platformFor: PlatformFor;
  /** Told of every commit that Redis carried out, at that moment. */
  readonly onCommit: (commit: Commit, result: CommitResult) => void;
  /** Told of every line. */
  readonly onLog: (fields: object, message: string) => void;
}

const ROOMS_CACHED = 100;
const COMMANDS_WAITING = 200;
const INTERESTING = /^(store\.|outbox\.|lanes\.|platform\.)/;

interface Body {
  readonly owner: Owner;
  readonly link: Link;
  readonly clock: Clock;
  readonly mayFail: (operation: string) => void;
  readonly control: Pick<SimProcess, "crash" | "onCrash">;
}

/** Starts a process, wired as app.ts wires it. */
export function startProcess(deps: ProcessDeps, role: Role, clockOffsetMs: number): SimProcess {
  const { world, conference, platformFor } = deps;
  const body = createBody(world, world.newId(role), clockOffsetMs);
  const { owner, link, clock, mayFail, control } = body;
  const platform = platformFor(owner, mayFail);
  const soil = { redis: world.redis, platform, conference };
  const requests: Around = (operation, effect) => link.request("requests", operation, effect);
  const ownLanes: Lanes = {
    wake: (roomId) => link.request("requests", "lanes.wake", () => void world.redis.lanes.wake(roomId)),
  };
  const lanes = world.plant.lanes?.(ownLanes, soil) ?? ownLanes;
  const store = createStore(deps, link);
  const identity = createIdentity(world, link);
  const log = createLog(deps, owner);
  const shell = {
    rules: { game: world.plant.game?.(poker) ?? poker, roles: ROLES, expelsFromRoom: world.seed % 2 === 0 },
    gameConfig: deps.gameConfig,
    store: world.plant.store?.(store, soil) ?? store,
    indexes: createMemoryRoomIndexes(world.redis.data, requests),
    records: createMemoryRoomRecords(world.redis.data, requests),
    leftovers: createMemoryLeftovers(world.redis.data, requests),
    lanes,
    platform,
    identity,
    reach: createReach(),
    patience: createPatience(clock.monotonicMs),
    cache: createRoomCache(ROOMS_CACHED),
    turnstile: createTurnstile(COMMANDS_WAITING),
    nowMs: clock.nowMs,
    monotonicMs: clock.monotonicMs,
    entropy: () => world.entropy.bytes(256),
    newId: () => world.newId("order"),
    onDeadline: (dueAtMs: number) => sweep.expect(dueAtMs),
    onSuspicion: (roomId: RoomId) => void resync(shell, roomId),
    log,
  };
  const sweep: Sweep = createSweep({ ...shell, ...clock, tick: (roomId) => tick(shell, roomId) });
  const { rooms, reconciler } = createRooms(shell);
  const startWorker = (): LaneWorker => {
    const ownOutbox = createMemoryOutbox(world.redis.data, (operation, effect) =>
      link.request("worker", operation, effect),
    );
    const delivery: DeliverDeps = {
      ...shell,
      ...clock,
      outbox: world.plant.outbox?.(ownOutbox) ?? ownOutbox,
      pace: createPace(clock),
      onRefused: (roomId) => reconciler.reconcileSoon(roomId),
      isStopping: () => false,
      token: () => world.newId("token"),
      meter: silentMeter,
      tracing: noTracing,
    };
    const deliverRoom = async (roomId: RoomId): Promise<void> => {
      if ((await deliver(delivery, roomId)) === "more") await lanes.wake(roomId);
    };
    const catchUp = createCatchUp({ ...shell, deliver: deliverRoom });
    sweep.start((roomIds) => catchUp.take(roomIds));
    const schedule = startReconciling({ ...shell, ...clock, reconciler });
    identity.onChange(() => schedule.hurry());
    return createLaneWorker({ world, owner, link, clock, deliver: deliverRoom, log });
  };
  const { notification } = world.plant;
  const noticing: Rooms =
    notification === undefined
      ? rooms
      : { ...rooms, notify: (told) => rooms.notify(notification(told, soil)) };
  return {
    owner,
    role,
    rooms: noticing,
    worker: role === "web" ? null : startWorker(),
    ...control,
    reconnect: () => identity.forget(),
  };
}

function createBody(world: World, name: string, clockOffsetMs: number): Body {
  const { scheduler } = world;
  let isAlive = true;
  let frozenUntilMs = 0;
  let offsetMs = clockOffsetMs;
  const listeners: (() => void)[] = [];
  const owner: Owner = { name, isAlive: () => isAlive, frozenUntilMs: () => frozenUntilMs };
  const crash = (): void => {
    if (!isAlive) return;
    isAlive = false;
    strike(world, `${name} crashes`);
    link.cut();
    for (const listener of listeners) listener();
  };
  const freeze = (ms: number): void => {
    strike(world, `${name} stands still for ${Math.round(ms)} ms`);
    frozenUntilMs = scheduler.nowMs() + ms;
  };
  const jumpClock = (ms: number): void => {
    strike(world, `the clock of ${name} jumps by ${Math.round(ms)} ms`);
    offsetMs += ms;
  };
  const mayFail = (operation: string): void => {
    const { luck, weather } = world;
    if (!isAlive || !INTERESTING.test(operation)) return;
    if (luck.chance(weather.crash)) crash();
    else if (luck.chance(weather.freeze)) freeze(luck.pick([50, 1500, 6000]) * luck.next());
    else if (luck.chance(weather.clockJump))
      jumpClock(luck.pick([200, 4000]) * luck.between(-1, 1) - offsetMs * luck.next());
  };
  const link = createLink({
    world,
    owner,
    mayFail,
  });
  const nowMs = (): number => Math.floor(START_MS + scheduler.nowMs() + offsetMs);
  return {
    owner,
    link,
    mayFail,
    clock: createClock(world, owner, nowMs),
    control: {
      crash,
      onCrash: (listener) => void listeners.push(listener),
    },
  };
}

function createClock({ scheduler }: World, owner: Owner, nowMs: () => number): Clock {
  return {
    nowMs,
    monotonicMs: scheduler.nowMs,
    sleep: (ms) => new Promise((resolve) => void scheduler.resume(ms, owner, resolve)),
    after: (ms, task) => scheduler.resume(ms, owner, task),
    every(ms, task) {
      let cancel = (): void => undefined;
      const repeat = (): void => {
        cancel = scheduler.resume(ms, owner, () => {
          repeat();
          task();
        });
      };
      repeat();
      return () => cancel();
    },
  };
}

// What is committed is looked at where Redis carries it out, whatever becomes of the reply.
function createStore({ world, onCommit }: ProcessDeps, link: Link): RoomStore {
  let asked: Commit | null = null;
  const store = createMemoryRoomStore(world.redis.data, (operation, effect) => {
    const commit = asked;
    asked = null;
    return link.request("requests", operation, () => {
      const result = effect();
      if (commit !== null) onCommit(commit, result as CommitResult);
      return result;
    });
  });
  return {
    load: store.load,
    commit(commit) {
      asked = commit;
      return store.commit(world.plant.commit?.(commit) ?? commit);
    },
  };
}

function createLog({ world, onLog }: ProcessDeps, owner: Owner): Log {
  const line = (level: string) => (fields: object, message: string) => {
    onLog(fields, message);
    if (world.isTracing) world.trace(`${owner.name} ${level}: ${message} ${textOf(fields)}`);
  };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}

/** A log line's fields as pino would write them. */
export function textOf(fields: object): string {
  return JSON.stringify(fields, (_, value: unknown) =>
    value instanceof Error ? Object.assign({}, value, { type: value.name, message: value.message }) : value,
  );
}
