import type { PlayerId } from "../game/game.ts";
import type { AnyGame, RoomState } from "./room-state.ts";
import type { TableAnswer } from "./rooms.ts";

/** A room as its people see it, each view written as JSON once and shared by messages and answers. */
export interface Views {
  readonly table: string;
  /** What it takes as UTF-8. */
  readonly tableBytes: number;
  readonly you: ReadonlyMap<PlayerId, string>;
}

export function viewsOf(game: AnyGame, state: RoomState, before: Seen | null = null): Views {
  const you = new Map<PlayerId, string>();
  for (const player of game.players(state.game)) {
    const known = before === null ? undefined : keptView(game, before, state, player);
    you.set(player, known ?? JSON.stringify(game.privateView(state.game, player)));
  }
  const table = JSON.stringify(game.publicView(state.game));
  return { table, tableBytes: Buffer.byteLength(table), you };
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
export function answerFor(views: Views, version: number, player: PlayerId | null): TableAnswer {
  const [before, behind] = aroundTable(views, version, player);
  // Not of the whole, which would be put together for that.
  const bytes = Buffer.byteLength(before) + views.tableBytes + Buffer.byteLength(behind);
  return { ok: true, json: before + views.table + behind, bytes, version };
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

/** What `answerFor` gave, from its JSON. */
export function answerAgain(json: string): TableAnswer {
  const version = Number.parseInt(json.slice('{"version":'.length), 10);
  return { ok: true, json, bytes: Buffer.byteLength(json), version };
}
