import type { RoleRules } from "./occupants.ts";
import { profileOf } from "./occupants.ts";
import type { RoomIndexes, RoomRecords } from "./ports.ts";

interface HeadcountDeps {
  readonly indexes: Pick<RoomIndexes, "listActive">;
  readonly records: Pick<RoomRecords, "peers">;
  readonly roles: RoleRules;
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
}

const ACTIVE_WITHIN_MS = 15 * 60_000;
const ROOMS_AT_MOST = 5000;
const AT_ONCE = 100;
/** Every process may be asked by several scrapers; the figure needs a look into every active room. */
const KEEP_MS = 10_000;

/** Counts the people in active rooms whose role may play; one with two tabs is one. */
export function createHeadcount(deps: HeadcountDeps): () => Promise<number> {
  let last: { readonly count: number; readonly atMs: number } | null = null;
  return async () => {
    if (last !== null && deps.monotonicMs() - last.atMs < KEEP_MS) return last.count;
    const count = await countPlayers(deps);
    last = { count, atMs: deps.monotonicMs() };
    return count;
  };
}

async function countPlayers({ indexes, records, roles, nowMs }: HeadcountDeps): Promise<number> {
  const rooms = await indexes.listActive(nowMs() - ACTIVE_WITHIN_MS, ROOMS_AT_MOST);
  let count = 0;
  for (let at = 0; at < rooms.length; at += AT_ONCE) {
    const batch = rooms.slice(at, at + AT_ONCE);
    const all = await Promise.all(batch.map(({ roomId }) => records.peers(roomId)));
    for (const peers of all) {
      const players = peers.filter(({ peer }) => peer.userId !== "" && profileOf(peer, roles).mayPlay);
      count += new Set(players.map(({ peer }) => peer.userId)).size;
    }
  }
  return count;
}
