import { HOUSE_PREFIX } from "../../src/game/game.ts";
import type { CarriedOut, Player } from "./player.ts";
import { gameEvents, type StoredRoom, turnsOf } from "./stored.ts";

interface Effect {
  readonly what: string;
  /** Who must have had an answer; null: it may have come about without one. */
  readonly player: string | null;
}

/** What was answered 200 is in the events of that version, once; what is in the events was answered 200. */
export function effectFaults(room: StoredRoom, players: readonly Player[]): readonly string[] {
  const oldest = room.commits[0]?.version ?? 0;
  const effects = effectsOf(room);
  const seen = new Set(effects.map(({ what }) => what));
  const answered = players
    .flatMap(({ name, carriedOut }) => carriedOut.map((one) => ({ ...one, name })))
    .filter(({ version }) => version >= oldest)
    .map(promised);
  const known = new Set(answered);
  const unknown = effects.filter(
    ({ what, player }) => player?.startsWith(HOUSE_PREFIX) === false && !known.has(what),
  );
  return [
    ...twice(answered).map((what) => `two answers 200 for ${what}`),
    ...answered.filter((what) => !seen.has(what)).map((what) => `${what} was answered 200 and is not there`),
    ...twice(effects.map(({ what }) => what)).map((what) => `twice ${what}`),
    ...unknown.map(({ what }) => `${what} without an answer to anybody`),
  ];
}

function promised({ command, version, name }: CarriedOut & { readonly name: string }): string {
  switch (command.type) {
    case "act":
      return `${version}: turn ${command.turn} by ${name}`;
    case "straddle":
      return `${version}: straddle ${command.on} by ${name}`;
    case "runTwice":
      return command.agree ? `${version}: two boards by ${name}` : `${version}: one board`;
    case "topUp":
      return `${version}: ${command.chips} chips for ${name}`;
  }
}

function effectsOf(room: StoredRoom): readonly Effect[] {
  const played = [...turnsOf(room)].filter(([, { timedOut }]) => !timedOut);
  return [
    ...played.map(([id, { player, version }]) => ({ what: `${version}: turn ${id} by ${player}`, player })),
    ...room.commits.flatMap((commit) =>
      gameEvents([commit]).flatMap((event) => effectOf(commit.version, event) ?? []),
    ),
  ];
}

function effectOf(version: number, event: ReturnType<typeof gameEvents>[number]): Effect | null {
  const player = String(event.player);
  switch (event.type) {
    case "StraddleWished":
      return { what: `${version}: straddle ${String(event.on)} by ${player}`, player };
    case "RunTwiceAgreed":
      return { what: `${version}: two boards by ${player}`, player };
    case "ChipsAdded":
      return { what: `${version}: ${String(event.chips)} chips for ${player}`, player };
    case "RunOutChosen":
      return event.times === 1 ? { what: `${version}: one board`, player: null } : null;
    default:
      return null;
  }
}

function twice(list: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return list.filter((what) => seen.size === seen.add(what).size);
}
