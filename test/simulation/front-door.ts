import type { Rooms } from "../../src/rooms/rooms.ts";
import type { SimProcess } from "./sim-process.ts";
import { latency, type World } from "./world.ts";

/** HTTP: a request goes to any process that serves it, and may find it dead or die with it. */
export interface FrontDoor {
  ask<T>(call: (rooms: Rooms) => Promise<T>): Promise<T>;
}

/** No answer came; nobody knows whether the request had an effect. */
class ConnectionLostError extends Error {
  override readonly name = "ConnectionLostError";
}

const CLIENT_TIMEOUT_MS = 4000;

export function createFrontDoor(world: World, serving: () => readonly SimProcess[]): FrontDoor {
  const { scheduler, luck } = world;
  return {
    ask: (call) =>
      new Promise((resolve, reject) => {
        const lose = (afterMs: number, why: string): (() => void) =>
          scheduler.resume(afterMs, null, () => reject(new ConnectionLostError(why)));
        const processes = serving();
        if (processes.length === 0) return void lose(5, "nobody serves");
        const { owner, rooms, onCrash } = luck.pick(processes);
        const giveUpLater = lose(CLIENT_TIMEOUT_MS, "timed out");
        const answer = (end: () => void): void => {
          giveUpLater();
          scheduler.resume(latency(world), null, end);
        };
        onCrash(() => void lose(luck.between(1, 50), "reset"));
        scheduler.resume(latency(world), owner, () => {
          call(rooms).then(
            (value) => answer(() => resolve(value)),
            (error: unknown) => answer(() => reject(error)),
          );
        });
      }),
  };
}
