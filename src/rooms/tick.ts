import type { ExecuteDeps } from "./execute.ts";
import { execute } from "./execute.ts";
import type { RoomId } from "./ports.ts";
import type { RoomState } from "./room-state.ts";
import { currentSnapshot } from "./snapshot.ts";

/** Two workers may carry out the same deadline, or play the same turn, within moments of each other. */
const REMEMBER_MS = 60_000;

/**
 * Plays the turn of a player of the game's own that is due, else carries out a room's deadline if it has passed; once
 * per id of turn or deadline. One that is not due, or gone, changes nothing but puts the room back at its place in the
 * index.
 */
export async function tick(deps: ExecuteDeps, roomId: RoomId): Promise<void> {
  const { state } = await currentSnapshot(deps, roomId);
  if (await playForHouse(deps, roomId, state)) return;
  await execute(deps, {
    roomId,
    happening: { kind: "clock" },
    id: ({ game }, nowMs) => {
      const deadline = deps.rules.game.deadline(game);
      return deadline !== null && deadline.dueAtMs <= nowMs ? deadline.id : null;
    },
    rememberMs: REMEMBER_MS,
    answer: () => ({ answer: "done" }),
  });
}

// False as well when it came to nothing: then the clock has to go on.
async function playForHouse(deps: ExecuteDeps, roomId: RoomId, { game: state }: RoomState): Promise<boolean> {
  const { game } = deps.rules;
  const turn = game.house?.turn(state) ?? null;
  if (game.house === undefined || turn === null || turn.dueAtMs > deps.nowMs()) return false;
  const { id, player } = turn;
  const you = game.privateView(state, player);
  if (you === null) throw new Error(`${player} is to act and sees nothing`);
  const command = game.house.choose(game.publicView(state), you, deps.entropy());
  const played = await execute(deps, {
    roomId,
    happening: { kind: "house", player, command },
    id,
    rememberMs: REMEMBER_MS,
    answer: () => ({ answer: "done" }),
  });
  return played.outcome === "done" && played.changed;
}
