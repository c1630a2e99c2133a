import type { Game } from "../game/game.ts";
import type { Presence } from "./presence.ts";
import { applyFact, NOBODY } from "./presence.ts";
import type { PresenceFact } from "./presence-fact.ts";

/** A game as the shell sees it: it hands values from one of its functions to another and never looks inside. */
export type AnyGame = Game<unknown, unknown, unknown, unknown, unknown, unknown, unknown>;

/** 2: a room knows which game it plays. */
export const ROOM_SCHEMA = 2;

/** Everything stored about a room. */
export interface RoomState {
  /** Of everything but the game's own state. */
  readonly schema: typeof ROOM_SCHEMA;
  /** The game that the room began with, and the schema of its state. */
  readonly plays: { readonly name: string; readonly schema: number };
  /** Which history of the store this state belongs to. */
  readonly store: string;
  readonly presence: Presence;
  readonly game: unknown;
}

/** One entry of a room's event log. Folding the log from `newRoom` gives the stored state, exactly. */
export type RoomEvent =
  | { readonly of: "presence"; readonly fact: PresenceFact }
  | { readonly of: "game"; readonly event: unknown }
  | { readonly of: "operator"; readonly announced: string }
  /** The store lost commits, or may have: what follows is another history. */
  | { readonly of: "store"; readonly identity: string };

export function newRoom(game: AnyGame, config: unknown, store: string): RoomState {
  const plays = { name: game.name, schema: schemaOf(game) };
  return { schema: ROOM_SCHEMA, plays, store, presence: NOBODY, game: game.create(config) };
}

export function schemaOf({ schema = 1 }: AnyGame): number {
  return schema;
}

export function evolveRoom(game: AnyGame, state: RoomState, event: RoomEvent): RoomState {
  switch (event.of) {
    case "presence":
      return { ...state, presence: applyFact(state.presence, event.fact) };
    case "game":
      return { ...state, game: game.evolve(state.game, event.event) };
    case "operator":
      return state;
    case "store":
      return { ...state, store: event.identity };
  }
}
