import type { RoomId } from "./ports.ts";

/** Rooms that nobody came back to. */
export interface OldRooms {
  /** In so many parts they are listed. */
  readonly shards: number;
  /** Those in which something was written last between two times, the oldest first, at most `limit`. */
  list(span: Span): Promise<readonly { readonly roomId: RoomId; readonly atMs: number }[]>;
  /** Deletes all that is stored of it, unless something happened since or is still to happen. Then nothing was changed. */
  forget(roomId: RoomId, forgetting: Forgetting): Promise<Fate>;
}

interface Forgetting {
  readonly untilMs: number;
  /** 100ms knows of nobody there, whoever is noted as connected. */
  readonly isDeserted: boolean;
}

/** inhabited: it is kept for nothing but those who are noted as connected. */
type Fate = "forgotten" | "kept" | "inhabited";

export interface Span {
  readonly shard: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly limit: number;
}

/** Where the next page begins; of those that were written at that very ms some were listed already. */
interface Place extends Pick<Span, "shard" | "fromMs"> {
  readonly listed: readonly RoomId[];
}

const START: Place = { shard: 0, fromMs: 0, listed: [] };
const A_PAGE = 100;

/** All old rooms one after the other; null when all had their turn, and then from the beginning. */
export function inTurn(oldRooms: OldRooms): (untilMs: number) => Promise<RoomId | null> {
  let place = START;
  let page: RoomId[] = [];
  const turnPage = async (untilMs: number): Promise<void> => {
    const { shard, fromMs, listed } = place;
    const limit = A_PAGE + listed.length;
    const found = await oldRooms.list({ shard, fromMs, untilMs, limit });
    page = found.map(({ roomId }) => roomId).filter((roomId) => !listed.includes(roomId));
    const last = found.at(-1);
    if (last === undefined || found.length < limit) place = { ...START, shard: shard + 1 };
    else {
      const tied = found.filter(({ atMs }) => atMs === last.atMs);
      place = { shard, fromMs: last.atMs, listed: tied.map(({ roomId }) => roomId) };
    }
  };
  return async (untilMs) => {
    while (page.length === 0 && place.shard < oldRooms.shards) await turnPage(untilMs);
    const roomId = page.shift() ?? null;
    if (roomId === null) place = START;
    return roomId;
  };
}
