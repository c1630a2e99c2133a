import type { PlayerId } from "../game/game.ts";
import type { AnyGame, RoomState } from "./room-state.ts";

/** A room as its people see it, each view written as JSON once and shared by messages and answers. */
export interface Views {
  readonly table: string;
  readonly you: ReadonlyMap<PlayerId, string>;
}

export function viewsOf(game: AnyGame, state: RoomState, before: Seen | null = null): Views {
  const you = new Map<PlayerId, string>();
  for (const player of game.players(state.game)) {
    const known = before === null ? undefined : keptView(game, before, state, player);
    you.set(player, known ?? JSON.stringify(game.privateView(state.game, player)));
  }
  return { table: JSON.stringify(game.publicView(state.game)), you };
}

/** An earlier state with its views: what stayed the same is taken from there. */
interface Seen {
  readonly state: RoomState;
  readonly views: Views;
}

function keptView(game: AnyGame, before: Seen, state: RoomState, player: PlayerId): string | undefined {
  const isSame = game.keepsPrivateView?.(before.state.game, state.game, player) ?? false;
  return isSame ? before.views.you.get(player) : undefined;
}

/** `{version, table, you}` for one person; `you` is null for a spectator. */
export function answerFor(views: Views, version: number, player: PlayerId | null): string {
  const [before, behind] = aroundTable(views, version, player);
  return before + views.table + behind;
}

/** The same without the table, which stands between the two. */
export function aroundTable(
  views: Views,
  version: number,
  player: PlayerId | null,
): readonly [before: string, behind: string] {
  const you = player === null ? undefined : views.you.get(player);
  return [`{"version":${version},"table":`, `,"you":${you ?? "null"}}`];
}

/** The version of the room that an answer of `answerFor` shows. */
export function versionIn(answer: string): number {
  return Number.parseInt(answer.slice('{"version":'.length), 10);
}
