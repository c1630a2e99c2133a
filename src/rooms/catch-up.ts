import type { Patience } from "./patience.ts";
import type { Log, RoomId } from "./ports.ts";

interface CatchUpDeps {
  readonly patience: Pick<Patience, "isWaiting">;
  readonly deliver: (roomId: RoomId) => Promise<void>;
  readonly log: Log;
}

/** Drains rooms that are behind, some at once, beside the lanes: whom 100ms keeps waiting takes no place in their queue. */
export interface CatchUp {
  /** Those that are found behind; each may be told of again and again. */
  take(roomIds: readonly RoomId[]): void;
  /** Begins no more and resolves when the drains under way have ended. */
  stop(): Promise<void>;
}

const AT_ONCE = 50;

export function createCatchUp(deps: CatchUpDeps): CatchUp {
  const behind = new Set<RoomId>();
  const underWay = new Map<RoomId, Promise<void>>();
  let isStopped = false;

  const begin = (): void => {
    for (const roomId of behind) {
      if (isStopped || underWay.size >= AT_ONCE) return;
      behind.delete(roomId);
      if (!deps.patience.isWaiting(roomId)) underWay.set(roomId, drain(roomId));
    }
  };
  const drain = async (roomId: RoomId): Promise<void> => {
    try {
      await deps.deliver(roomId);
    } catch (error) {
      deps.log.error(
        { room: roomId, err: error },
        "a room could not catch up; the next sweep finds it again",
      );
    }
    underWay.delete(roomId);
    begin();
  };
  return {
    take(roomIds) {
      for (const roomId of roomIds) if (!underWay.has(roomId)) behind.add(roomId);
      begin();
    },
    async stop() {
      isStopped = true;
      await Promise.all(underWay.values());
    },
  };
}
