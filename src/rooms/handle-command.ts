import type { PlayerId, Rejection } from "../game/game.ts";
import type { End, ExecuteDeps } from "./execute.ts";
import { execute } from "./execute.ts";
import { isPresent, lookFor } from "./look-for.ts";
import type { Answer, RoomId } from "./ports.ts";
import type { Reconciler } from "./reconcile.ts";
import type { Snapshot } from "./room-cache.ts";
import type { Refusal, TableAnswer } from "./rooms.ts";
import { answerAgain, answerFor, aroundTable } from "./views.ts";

interface CommandDeps extends ExecuteDeps {
  readonly reconciler: Reconciler;
}

interface CommandRequest {
  readonly roomId: RoomId;
  readonly player: PlayerId;
  /** A uuid: it shares its namespace with webhook and deadline ids, which a player must not be able to guess. */
  readonly id: string;
  readonly body: unknown;
  readonly trace?: string | undefined;
}

/** Clients give up on a command long before; a repeated id within this time gets the very same answer. */
const REMEMBER_MS = 300_000;
/** Who is not in the room may be in a moment, or 100ms could not be asked: then the same id is judged anew. */
const REMEMBER_ABSENT_MS = 2000;

/** Carries out a player's command, once per id. */
export async function handleCommand(
  deps: CommandDeps,
  request: CommandRequest,
): Promise<TableAnswer | Refusal> {
  const parsed = deps.rules.game.parseCommand(request.body);
  if (!parsed.ok) return malformed(parsed.faults);
  const { roomId, player, id, trace } = request;
  // A player whose join webhook was lost or is late holds a valid token but is not known.
  if (!isKnown(deps, roomId, player)) await lookFor(deps, roomId, player);
  const execution = await execute(deps, {
    roomId,
    happening: { kind: "command", player, command: parsed.command },
    id,
    rememberMs: (end) => (isOfAbsent(deps, player, end) ? REMEMBER_ABSENT_MS : REMEMBER_MS),
    answer: ({ rejection, snapshot }) => writeAnswer(player, rejection, snapshot),
    trace,
  });
  if (execution.outcome === "seen") return readAnswer(player, execution.answer);
  const { rejection, snapshot } = execution;
  return rejection === null ? answerFor(snapshot.views, snapshot.version, player) : { ok: false, rejection };
}

/** The table as a person may see it. Who is not in the room sees what a spectator sees. */
export async function readTable(deps: CommandDeps, roomId: RoomId, player: PlayerId): Promise<TableAnswer> {
  const { snapshot, isThere } = await lookFor(deps, roomId, player);
  return answerFor(snapshot.views, snapshot.version, isThere ? player : null);
}

function isKnown(deps: CommandDeps, roomId: RoomId, player: PlayerId): boolean {
  const cached = deps.cache.get(roomId);
  return cached !== undefined && isPresent(deps, cached, player);
}

function isOfAbsent(deps: CommandDeps, player: PlayerId, { rejection, snapshot }: End): boolean {
  return rejection !== null && !isPresent(deps, snapshot, player);
}

// Whose answer it is stands first: an id that somebody else used must not show them these cards.
function writeAnswer(player: PlayerId, rejection: Rejection | null, { views, version }: Snapshot): Answer {
  const owner = JSON.stringify(player);
  if (rejection !== null) return { answer: `${owner}\nrefused\n${JSON.stringify(rejection)}` };
  const [before, behind] = aroundTable(views, version, player);
  const around = [`${owner}\nok\n${before}`, behind] as const;
  return { answer: around[0] + views.table + around[1], around };
}

function readAnswer(player: PlayerId, stored: string): TableAnswer | Refusal {
  const ownerEnd = stored.indexOf("\n");
  const verdictEnd = stored.indexOf("\n", ownerEnd + 1);
  if (ownerEnd < 0 || verdictEnd < 0 || stored.slice(0, ownerEnd) !== JSON.stringify(player))
    return idTaken();
  const json = stored.slice(verdictEnd + 1);
  if (stored.slice(ownerEnd + 1, verdictEnd) === "ok") return answerAgain(json);
  return { ok: false, rejection: JSON.parse(json) as Rejection };
}

function idTaken(): Refusal {
  return {
    ok: false,
    rejection: {
      kind: "conflict",
      reason: "id_taken",
      message: "This id was used for something else: make a new one.",
    },
  };
}

function malformed(faults: readonly { readonly path: string; readonly message: string }[]): Refusal {
  return {
    ok: false,
    rejection: { kind: "malformed", reason: "malformed", message: "The command is not well formed.", faults },
  };
}
