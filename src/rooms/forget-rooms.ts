import { inTurn, type OldRooms } from "./old-rooms.ts";
import type { Log, Platform, RoomId } from "./ports.ts";

interface ForgetDeps {
  readonly oldRooms: OldRooms;
  readonly platform: Pick<Platform, "listPeers">;
  readonly nowMs: () => number;
  readonly every: (ms: number, task: () => void) => () => void;
  readonly log: Log;
}

const EVERY_MS = 10 * 60_000;
const ROOMS_AT_ONCE = 500;

/** Deletes rooms in which nothing happened for `keepMs` and nobody is: some every few minutes, so that it is no burden. */
export function startForgetting(deps: ForgetDeps, keepMs: number): { stop(): Promise<void> } {
  const { log } = deps;
  // Goes on where it stopped: rooms that have to be kept must not be in the way of those behind them.
  const next = inTurn(deps.oldRooms);
  let running: Promise<void> | null = null;
  let isStopped = false;
  const forget = async (): Promise<void> => {
    const untilMs = deps.nowMs() - keepMs;
    let forgotten = 0;
    for (let looked = 0; looked < ROOMS_AT_ONCE; looked += 1) {
      const roomId = await next(untilMs);
      if (roomId === null || isStopped) break;
      if (await forgetOne(deps, roomId, untilMs)) forgotten += 1;
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

// Whoever left while Croupier was down may be noted as connected for ever: nothing is sent to a room in which nothing
// happens, and without that a 404 empties no table. Who joins while 100ms is asked makes it a room of today.
async function forgetOne(
  { oldRooms, platform }: ForgetDeps,
  roomId: RoomId,
  untilMs: number,
): Promise<boolean> {
  const fate = await oldRooms.forget(roomId, { untilMs, isDeserted: false });
  if (fate !== "inhabited") return fate === "forgotten";
  const peers = await platform.listPeers(roomId);
  if (peers !== null && peers.length > 0) return false;
  return (await oldRooms.forget(roomId, { untilMs, isDeserted: true })) === "forgotten";
}
