import { UnavailableError } from "../../src/rooms/rooms.ts";
import type { Owner } from "./scheduler.ts";
import { latency, strike, type World } from "./world.ts";

/** requests: fails fast and within 2 s, may send a command again once. worker: waits for Redis for as long as it takes. */
type Connection = "requests" | "worker";

/** A process' way to Redis, one operation at a time. */
export interface Link {
  request<T>(connection: Connection, operation: string, effect: () => T): Promise<T>;
  /** The process died: what has not arrived may be lost. */
  cut(): void;
}

interface LinkDeps {
  readonly world: World;
  readonly owner: Owner;
  /** Asked before and after what an operation does; the process may die or stand still there. */
  readonly mayFail: (operation: string) => void;
}

interface Flight {
  isDropped: boolean;
}

type Fate = "fair" | "refused" | "replyLost" | "resent";

const COMMAND_TIMEOUT_MS = 2000;

export function createLink({ world, owner, mayFail }: LinkDeps): Link {
  const { scheduler, luck, redis } = world;
  const flights = new Set<Flight>();

  const carryOut = <T>(operation: string, flight: Flight, effect: () => T): { readonly value: T } | null => {
    mayFail(operation);
    if (flight.isDropped) return null;
    world.fingerprint = mix(world.fingerprint, operation, scheduler.nowMs());
    if (world.isTracing) world.trace(`${owner.name} ${operation}`);
    const value = effect();
    mayFail(operation);
    return { value };
  };
  return {
    request<T>(connection: Connection, operation: string, effect: () => T) {
      return new Promise<T>((resolve, reject) => {
        const fate = fateOf(world, connection);
        const travelMs = travel(world);
        const replyMs = travel(world);
        const flight: Flight = { isDropped: false };
        flights.add(flight);
        let isSettled = false;
        const settle = (afterMs: number, end: () => void): void => {
          scheduler.resume(afterMs, owner, () => {
            flights.delete(flight);
            if (isSettled) return;
            isSettled = true;
            end();
          });
        };
        const fail = (why: string): void => {
          strike(world, `${owner.name} ${operation}: ${why}`);
          settle(replyMs, () => reject(new UnavailableError(why)));
        };
        const arrive = (): void => {
          if (flight.isDropped) return;
          const awayMs = redis.downUntilMs - scheduler.nowMs();
          if (awayMs > 0 && connection === "requests") return fail("Redis is away");
          if (awayMs > 0) return scheduler.effect(awayMs + luck.between(1, 300), arrive);
          if (fate === "refused") return fail("refused");
          const done = carryOut(operation, flight, effect);
          if (done === null) return;
          if (fate === "replyLost") return fail("the reply was lost");
          if (fate === "resent") return scheduler.effect(luck.between(1, 400), arriveAgain);
          settle(replyMs, () => resolve(done.value));
        };
        const arriveAgain = (): void => {
          strike(world, `${owner.name} ${operation}: sent again`);
          const done = carryOut(operation, flight, effect);
          if (done !== null) settle(replyMs, () => resolve(done.value));
        };
        scheduler.effect(travelMs, arrive);
        if (connection === "requests" && travelMs + replyMs > COMMAND_TIMEOUT_MS)
          settle(COMMAND_TIMEOUT_MS, () => reject(new UnavailableError("timed out")));
      });
    },
    cut() {
      for (const flight of flights) flight.isDropped = luck.chance(0.5);
      flights.clear();
    },
  };
}

// A worker's connection never gives up; only a script that Redis itself refuses fails there.
function fateOf({ luck, weather: { redis } }: World, connection: Connection): Fate {
  const isWorker = connection === "worker";
  if (luck.chance(isWorker ? redis.refused / 10 : redis.refused)) return "refused";
  if (luck.chance(isWorker ? 0 : redis.replyLost)) return "replyLost";
  return luck.chance(redis.resent) ? "resent" : "fair";
}

function travel(world: World): number {
  const { luck, weather } = world;
  if (!luck.chance(weather.redis.slow)) return latency(world);
  strike(world, "Redis is slow");
  return luck.between(200, 3000);
}

function mix(fingerprint: number, operation: string, nowMs: number): number {
  let value = Math.imul(fingerprint ^ Math.floor(nowMs * 1000), 16_777_619);
  for (let i = 0; i < operation.length; i += 1)
    value = Math.imul(value ^ operation.charCodeAt(i), 16_777_619);
  return value | 0;
}
