import type { Log, RoomId } from "./ports.ts";

/** Rooms that nobody came back to. */
export interface OldRooms {
  /** In which nothing was written since `untilMs`, at most `limit`. */
  list(untilMs: number, limit: number): Promise<readonly RoomId[]>;
  /** Deletes all that is stored of it; false when somebody is in it, or something happened since or is still to happen. */
  forget(roomId: RoomId, untilMs: number): Promise<boolean>;
}

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
  let running: Promise<void> | null = null;
  let isStopped = false;
  const forget = async (): Promise<void> => {
    const untilMs = deps.nowMs() - keepMs;
    let forgotten = 0;
    for (const roomId of await deps.oldRooms.list(untilMs, ROOMS_AT_ONCE)) {
      if (isStopped) break;
      if (await deps.oldRooms.forget(roomId, untilMs)) forgotten += 1;
    }
    if (forgotten > 0) deps.log.info({ rooms: forgotten }, "forgot rooms that nobody came back to");
  };
  const look = (): void => {
    running ??= forget()
      .catch((error: unknown) => deps.log.warn({ err: error }, "could not look for old rooms; trying again"))
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
