import { z } from "zod";
import type { Decision, Game, Input, PlayerId } from "../../src/game/game.ts";

export interface Config {
  readonly roundMs: number;
}

interface State {
  readonly roundMs: number;
  readonly round: number;
  readonly players: readonly PlayerId[];
  readonly picks: readonly { readonly player: PlayerId; readonly number: number }[];
  readonly revealAtMs: number | null;
  readonly winner: { readonly player: PlayerId; readonly number: number } | null;
}

type Command = { readonly type: "pick"; readonly number: number } | { readonly type: "reveal" };

type Event =
  | { readonly type: "Came" | "Went"; readonly player: PlayerId }
  | { readonly type: "Picked"; readonly player: PlayerId; readonly number: number; readonly atMs: number }
  | { readonly type: "Revealed"; readonly player: PlayerId; readonly number: number };

type PublicEvent = { readonly type: string; readonly player: PlayerId; readonly number?: number };
type Table = Pick<State, "round" | "players" | "winner"> & { readonly picked: readonly PlayerId[] };
type Private = { readonly player: PlayerId; readonly number: number | null };

const command = z.strictObject({ type: z.literal("pick"), number: z.int().min(1).max(100) });

/** Everybody picks a number in secret; when time is up the highest wins, of equals the first. */
export const highestNumber: Game<Config, State, Command, Event, PublicEvent, Table, Private> = {
  name: "highest-number",
  parseCommand(body) {
    const parsed = command.safeParse(body);
    if (parsed.success) return { ok: true, command: parsed.data };
    return {
      ok: false,
      faults: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
    };
  },
  create: ({ roundMs }) => ({ roundMs, round: 1, players: [], picks: [], revealAtMs: null, winner: null }),
  decide(state, input, { nowMs }) {
    switch (input.from) {
      case "operator":
        return accept();
      case "room":
        return accept(...notice(state, input.notice));
      case "clock":
        return accept(...reveal(state));
      case "player":
        return pick(state, input, nowMs);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case "Came":
        return { ...state, players: [...state.players, event.player] };
      case "Went":
        return { ...state, players: state.players.filter((player) => player !== event.player) };
      case "Picked": {
        const { player, number, atMs } = event;
        return {
          ...state,
          picks: [...state.picks, { player, number }],
          revealAtMs: state.revealAtMs ?? atMs + state.roundMs,
        };
      }
      case "Revealed": {
        const { player, number } = event;
        return { ...state, round: state.round + 1, picks: [], revealAtMs: null, winner: { player, number } };
      }
    }
  },
  publicView: ({ round, players, winner, picks }) => ({
    round,
    players,
    winner,
    picked: picks.map(({ player }) => player),
  }),
  privateView: ({ players, picks }, player) =>
    players.includes(player)
      ? { player, number: picks.find((one) => one.player === player)?.number ?? null }
      : null,
  players: ({ players }) => players,
  publicEvent: (event) => (event.type === "Picked" ? { type: event.type, player: event.player } : event),
  deadline: ({ round, revealAtMs }) =>
    revealAtMs === null ? null : { id: `reveal-${round}`, dueAtMs: revealAtMs, command: { type: "reveal" } },
  history: {
    kept: ({ round: no, picks }, { type }) =>
      type === "Revealed" ? [{ of: "hands", no, record: picks }] : [],
    handView: (record, { player }, format) => ({
      contentType: "application/json",
      text: JSON.stringify({ format, mine: (record as State["picks"]).find((one) => one.player === player) }),
    }),
    ledgerView: () => null,
  },
};

function accept(...events: readonly Event[]): Decision<Event> {
  return { ok: true, events };
}

function notice(state: State, told: (Input<Command> & { from: "room" })["notice"]): readonly Event[] {
  switch (told.type) {
    case "playerJoined":
      return told.profile.mayPlay ? [{ type: "Came", player: told.player }] : [];
    case "playerLeft":
      return state.players.includes(told.player) ? [{ type: "Went", player: told.player }] : [];
    case "playerChanged":
    case "roomClosed":
      return [];
  }
}

function pick(state: State, input: Input<Command> & { from: "player" }, atMs: number): Decision<Event> {
  const { player, command: asked } = input;
  const isDouble = state.picks.some((one) => one.player === player);
  if (asked.type === "reveal" || isDouble || !state.players.includes(player))
    return { ok: false, rejection: { kind: "conflict", reason: "already_picked", message: "No." } };
  return accept({ type: "Picked", player, number: asked.number, atMs });
}

function reveal({ picks }: State): readonly Event[] {
  const highest = Math.max(...picks.map(({ number }) => number));
  const winner = picks.find(({ number }) => number === highest);
  return winner === undefined ? [] : [{ type: "Revealed", ...winner }];
}
