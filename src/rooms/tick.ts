import type { ExecuteDeps } from "./execute.ts";
import { execute } from "./execute.ts";
import type { RoomId } from "./ports.ts";
import { currentSnapshot } from "./snapshot.ts";

/** Two workers may carry out the same deadline within moments of each other. */
const REMEMBER_MS = 60_000;

/**
 * Carries out a room's deadline if it has passed, once per deadline id. One that is not due, or gone, changes
 * nothing but puts the room back at its place in the index.
 */
export async function tick(deps: ExecuteDeps, roomId: RoomId): Promise<void> {
  const { state } = await currentSnapshot(deps, roomId);
  const deadline = deps.rules.game.deadline(state.game);
  const isDue = deadline !== null && deadline.dueAtMs <= deps.nowMs();
  await execute(deps, {
    roomId,
    happening: { kind: "clock" },
    id: isDue ? deadline.id : null,
    rememberMs: REMEMBER_MS,
    answer: () => "done",
  });
}
