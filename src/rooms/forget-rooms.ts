import { inTurn, type OldRooms } from "./old-rooms.ts";
import type { Log } from "./ports.ts";

interface ForgetDeps {
  readonly oldRooms: OldRooms;
  readonly nowMs: () => number;
  readonly every: (ms: number, task: () => void) => () => void;
  readonly log: Log;
}

const EVERY_MS = 10 * 60_000;
const ROOMS_AT_ONCE = 500;

/** Deletes rooms in which nothing happened for `keepMs` and nobody is: some every few minutes, so that it is no burden. */
export function startForgetting(deps: ForgetDeps, keepMs: number): { stop(): Promise<void> } {
  const { oldRooms, log } = deps;
  // Goes on where it stopped: rooms that have to be kept must not be in the way of those behind them.
  const next = inTurn(oldRooms);
  let running: Promise<void> | null = null;
  let isStopped = false;
  const forget = async (): Promise<void> => {
    const untilMs = deps.nowMs() - keepMs;
    let forgotten = 0;
    for (let looked = 0; looked < ROOMS_AT_ONCE; looked += 1) {
      const roomId = await next(untilMs);
      if (roomId === null || isStopped) break;
      if (await oldRooms.forget(roomId, untilMs)) forgotten += 1;
    }
    if (forgotten > 0) log.info({ rooms: forgotten }, "forgot rooms that nobody came back to");
  };
  const look = (): void => {
    running ??= forget()
      .catch((error: unknown) => log.warn({ err: error }, "could not look for old rooms; trying again"))
      .finally(() => (running = null));
  };
  const cancel = deps.every(EVERY_MS, look);
  look();
  return {
    async stop() {
      isStopped = true;
      cancel();
      await running;
    },
  };
}
