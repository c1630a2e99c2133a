import type { ExecuteDeps } from "./execute.ts";
import { execute } from "./execute.ts";
import type { RoomId } from "./ports.ts";

/**
 * Looks whether the store lost commits of this room, or changed hands, and if so starts a new history: the version
 * jumps above all that anybody was told of, and everybody is sent the table and their own view anew. Never fails.
 */
export async function resync(deps: ExecuteDeps, roomId: RoomId): Promise<void> {
  const known = deps.cache.get(roomId);
  if (known !== undefined) deps.cache.set(roomId, { ...known, isDoubtful: true });
  try {
    const done = await execute(deps, {
      roomId,
      happening: { kind: "resync" },
      id: null,
      rememberMs: 0,
      answer: () => ({ answer: "" }),
    });
    if (done.outcome === "done" && done.changed) {
      deps.log.warn(
        { room: roomId, version: done.snapshot.version },
        "the store went back or changed hands; resynchronised",
      );
    }
  } catch (error) {
    deps.log.warn({ room: roomId, err: error }, "could not look whether the store lost commits");
  }
}
