import { createMemoryData, type MemoryData } from "../fakes/memory-data.ts";
import { createMemoryLanes, type MemoryLanes } from "../fakes/memory-lanes.ts";
import type { Plant } from "./plants.ts";
import { createRandom, type Random } from "./random.ts";
import { createScheduler, type Scheduler } from "./scheduler.ts";
import { calm, drawWeather, FAIR, type Weather } from "./weather.ts";

export const START_MS = Date.UTC(2030, 0, 1);

/** Redis as all processes share it. */
export interface SharedRedis {
  readonly data: MemoryData;
  readonly lanes: MemoryLanes;
  readonly nowMs: () => number;
  identity: string;
  /** Virtual ms until which it answers nobody. */
  downUntilMs: number;
  clockOffsetMs: number;
}

/** What everything in a life shares: time, chance, weather, Redis, and the first thing that went wrong. */
export interface World {
  readonly seed: number;
  readonly scheduler: Scheduler;
  /** Draws the latencies and the faults. */
  readonly luck: Random;
  /** Draws what people do. */
  readonly minds: Random;
  readonly entropy: Random;
  readonly redis: SharedRedis;
  readonly plant: Plant;
  weather: Weather;
  /** Nobody's clock is ever set. */
  readonly hasTrueClocks: boolean;
  /** When the last fault struck, in virtual ms; null before the first. */
  lastFaultAtMs: number | null;
  platformDownUntilMs: number;
  violation: string | null;
  readonly fail: (violation: string) => void;
  readonly trace: (line: string) => void;
  readonly isTracing: boolean;
  /** Of everything that happened, so that two runs of a seed can be compared. */
  fingerprint: number;
  readonly newId: (kind: string) => string;
}

export interface WorldOptions {
  readonly seed: number;
  readonly plant: Plant;
  /** No faults at all, whatever the seed says. */
  readonly isCalm: boolean;
  /** Gets every line of the trace; null: none is made. */
  readonly onTrace: ((line: string) => void) | null;
}

export function createWorld({ seed, plant, isCalm, onTrace }: WorldOptions): World {
  const scheduler = createScheduler(createRandom(seed, "order"));
  const redis = createSharedRedis(scheduler);
  const weatherOf = createRandom(seed, "weather");
  const weather = isCalm ? calm(weatherOf) : drawWeather(weatherOf);
  let ids = 0;
  const world: World = {
    seed,
    scheduler,
    luck: createRandom(seed, "luck"),
    minds: createRandom(seed, "minds"),
    entropy: createRandom(seed, "entropy"),
    redis,
    plant,
    weather,
    hasTrueClocks: weather.clockJump === 0 && weather.everyMs.redisClockJump === null,
    lastFaultAtMs: null,
    platformDownUntilMs: 0,
    violation: null,
    fail(violation) {
      world.violation ??= `${violation} (after ${Math.round(scheduler.nowMs())} ms, step ${scheduler.steps()})`;
    },
    trace(line) {
      onTrace?.(`${scheduler.nowMs().toFixed(2).padStart(10)} ${line}`);
    },
    isTracing: onTrace !== null,
    fingerprint: 0,
    newId(kind) {
      ids += 1;
      return `${kind}_${ids}`;
    },
  };
  return world;
}

function createSharedRedis(scheduler: Scheduler): SharedRedis {
  const nowMs = (): number => Math.floor(START_MS + scheduler.nowMs() + redis.clockOffsetMs);
  const redis: SharedRedis = {
    data: createMemoryData(nowMs),
    lanes: createMemoryLanes(nowMs, (_, effect) => Promise.resolve(effect())),
    nowMs,
    identity: "origin",
    downUntilMs: 0,
    clockOffsetMs: 0,
  };
  return redis;
}

/** From now on nothing goes wrong any more. */
export function clearUp(world: World): void {
  world.weather = { ...FAIR, latencyMs: Math.min(world.weather.latencyMs, 1) };
  world.trace("--- the weather clears up");
}

export function strike(world: World, fault: string): void {
  world.lastFaultAtMs = world.scheduler.nowMs();
  if (world.isTracing) world.trace(`*** ${fault}`);
}

/** A way's time: about the usual, at times much more. */
export function latency({ luck, weather }: World): number {
  return weather.latencyMs * (0.2 + 1.6 * luck.next());
}
