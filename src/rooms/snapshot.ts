import type { RoomId, RoomStore, StoredRoom } from "./ports.ts";
import type { RoomCache, Snapshot } from "./room-cache.ts";
import type { AnyGame } from "./room-state.ts";
import { newRoom } from "./room-state.ts";
import { readState } from "./stored-state.ts";
import { viewsOf } from "./views.ts";

/** The history of a store that never took over for another. */
export const ORIGIN = "origin";

/**
 * Which history the store of a room follows: another name means that a replica took over and may have lost the newest
 * commits. On a Cluster each master has its own.
 */
export interface StoreIdentity {
  /** At once when it is known already. */
  current(roomId: RoomId): string | Promise<string>;
}

export interface SnapshotDeps {
  readonly rules: { readonly game: AnyGame };
  readonly gameConfig: unknown;
  readonly store: RoomStore;
  readonly identity: StoreIdentity;
  readonly cache: RoomCache;
  /** Told when the store seems to have gone back: an older version came than this process knows. */
  readonly onSuspicion: (roomId: RoomId) => void;
}

/** The room as it is now; the cache saves parsing it again. */
export async function currentSnapshot(deps: SnapshotDeps, roomId: RoomId): Promise<Snapshot> {
  const stored = await deps.store.load(roomId);
  const sameHistory = cachedSnapshot(deps, roomId, await deps.identity.current(roomId));
  if (sameHistory !== null && sameHistory.commitId === stored?.commitId) return sameHistory;
  const cached = deps.cache.get(roomId);
  const snapshot = await parse(deps, roomId, stored);
  // A commit of this process may just have overtaken the load, so only a look in the room's turn can tell.
  if (cached !== undefined && snapshot.version < cached.version) deps.onSuspicion(roomId);
  else deps.cache.set(roomId, snapshot);
  return snapshot;
}

/**
 * The room as this process last saw it, in the history that the store follows now; null when it has to look. Two
 * histories may give the same version to different states, and then no commit would find out.
 */
export function cachedSnapshot(
  { cache }: Pick<SnapshotDeps, "cache">,
  roomId: RoomId,
  identity: string,
): Snapshot | null {
  const cached = cache.get(roomId);
  return cached?.state.store === identity ? cached : null;
}

/** What the store holds now, in the room's turn: an older version than the one known is the proof that commits were lost. */
export async function snapshotInTurn(
  deps: SnapshotDeps,
  roomId: RoomId,
  stored: StoredRoom | null,
): Promise<Snapshot> {
  const cached = deps.cache.get(roomId);
  if (cached !== undefined && cached.commitId === stored?.commitId) return { ...cached, isDoubtful: false };
  const known = Math.max(cached?.version ?? 0, cached?.lostVersion ?? 0);
  const parsed = await parse(deps, roomId, stored);
  const sharing = cached === undefined ? 0 : sharedOnceMore(cached.sharing);
  const snapshot = { ...parsed, sharing, ...(parsed.version < known && { lostVersion: known }) };
  deps.cache.set(roomId, snapshot);
  return snapshot;
}

/** How much the newest commit counts in `sharing`. */
const WEIGHT = 0.25;

function sharedOnceMore(sharing: number): number {
  return WEIGHT + sharing * (1 - WEIGHT);
}

export function sharedOnceLess(sharing: number): number {
  return sharing * (1 - WEIGHT);
}

/**
 * Another process writes this room about as often: to look first is cheaper than to decide in vain. A worker that
 * deals the next hand now and then is not enough, since the usual command is to be one trip to Redis.
 */
export function isShared({ sharing }: Snapshot): boolean {
  return sharing > 0.2;
}

async function parse(
  { rules: { game }, gameConfig, identity }: SnapshotDeps,
  roomId: RoomId,
  stored: StoredRoom | null,
): Promise<Snapshot> {
  const state =
    stored === null
      ? newRoom(game, gameConfig, await identity.current(roomId))
      : readState(stored.state, game);
  const { version, commitId } = stored ?? { version: 0, commitId: "" };
  const views = viewsOf(game, state);
  return { version, commitId, state, layout: null, views, isDoubtful: false, sharing: 0, lostVersion: 0 };
}
