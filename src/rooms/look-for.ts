import type { PlayerId } from "../game/game.ts";
import { occupants } from "./occupants.ts";
import type { RoomId } from "./ports.ts";
import type { Reconciler } from "./reconcile.ts";
import type { Snapshot } from "./room-cache.ts";
import type { SnapshotDeps } from "./snapshot.ts";
import { currentSnapshot } from "./snapshot.ts";
import type { Rules } from "./transition.ts";

interface LookDeps extends SnapshotDeps {
  readonly rules: Rules;
  readonly reconciler: Pick<Reconciler, "reconcileUnknown">;
}

/** The room as it is now, and whether somebody is in it; asks 100ms first when nobody knows of them. */
export async function lookFor(
  deps: LookDeps,
  roomId: RoomId,
  player: PlayerId,
): Promise<{ readonly snapshot: Snapshot; readonly isThere: boolean }> {
  const found = await currentSnapshot(deps, roomId);
  if (isPresent(deps, found, player)) return { snapshot: found, isThere: true };
  await deps.reconciler.reconcileUnknown(roomId, player);
  const snapshot = await currentSnapshot(deps, roomId);
  return { snapshot, isThere: isPresent(deps, snapshot, player) };
}

export function isPresent(
  { rules }: Pick<LookDeps, "rules">,
  { state }: Snapshot,
  player: PlayerId,
): boolean {
  return occupants(state.presence, rules.roles).has(player);
}
