import type { PlayerId } from "../game/game.ts";
import type { AnyGame, RoomState } from "./room-state.ts";

/** A room as its people see it, each view written as JSON once and shared by messages and answers. */
export interface Views {
  readonly table: string;
  readonly you: ReadonlyMap<PlayerId, string>;
}

export function viewsOf(game: AnyGame, state: RoomState): Views {
  return {
    table: JSON.stringify(game.publicView(state.game)),
    you: new Map(
      game
        .players(state.game)
        .map((player) => [player, JSON.stringify(game.privateView(state.game, player))]),
    ),
  };
}

/** `{version, table, you}` for one person; `you` is null for a spectator. */
export function answerFor(views: Views, version: number, player: PlayerId | null): string {
  const you = player === null ? undefined : views.you.get(player);
  return `{"version":${version},"table":${views.table},"you":${you ?? "null"}}`;
}

/** The version of the room that an answer of `answerFor` shows. */
export function versionIn(answer: string): number {
  return Number.parseInt(answer.slice('{"version":'.length), 10);
}
