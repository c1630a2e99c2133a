import type { Facts, Input, Kept, PlayerId, Rejection, RoomNotice } from "../game/game.ts";
import type { RoleRules } from "./occupants.ts";
import { noticesBetween, occupants } from "./occupants.ts";
import { applyFact, connectedPeers } from "./presence.ts";
import type { PresenceFact } from "./presence-fact.ts";
import type { AnyGame, RoomEvent, RoomState } from "./room-state.ts";
import type { Announcement } from "./rooms.ts";

/** What may happen to a room. A deadline names itself when it is carried out, from the state it is found in. */
export type Happening =
  | { readonly kind: "facts"; readonly facts: readonly PresenceFact[] }
  | { readonly kind: "command"; readonly player: PlayerId; readonly command: unknown }
  /** By a player of the game's own. */
  | { readonly kind: "house"; readonly player: PlayerId; readonly command: unknown }
  | { readonly kind: "clock" }
  | { readonly kind: "order"; readonly order: "pause" | "resume" | "close" }
  | { readonly kind: "announcement"; readonly announcement: Announcement }
  /** Nothing of its own: a look at whether the store still follows the same history. */
  | { readonly kind: "resync" };

export interface Rules {
  readonly game: AnyGame;
  readonly roles: RoleRules;
  /** Whom the game expels is put out of the 100ms room. */
  readonly expelsFromRoom: boolean;
}

/** Accepted without events: nothing changed. */
export type Transition =
  | {
      readonly ok: true;
      readonly state: RoomState;
      readonly events: readonly RoomEvent[];
      /** In the order of the events that completed it. */
      readonly kept: readonly Kept[];
    }
  | { readonly ok: false; readonly rejection: Rejection };

/** The pure heart of the shell: what a happening makes of a room. */
export function transition(rules: Rules, state: RoomState, happening: Happening, facts: Facts): Transition {
  switch (happening.kind) {
    case "facts":
      return takeFacts(rules, state, happening.facts, facts);
    case "command":
      return takeCommand(rules, state, happening, facts);
    case "house":
      return takeHouseCommand(rules, state, happening, facts);
    case "clock":
      return takeDeadline(rules, state, facts);
    case "order":
      return play(rules, state, { from: "operator", order: happening.order }, facts);
    case "announcement":
      return takeAnnouncement(rules, state, happening.announcement);
    case "resync":
      return unchanged(state);
  }
}

// The game is told once what all of them changed, since a whole audience may come in one list.
function takeFacts(rules: Rules, state: RoomState, all: readonly PresenceFact[], facts: Facts): Transition {
  const news: RoomEvent[] = [];
  let { presence } = state;
  let isSessionOver = false;
  for (const fact of all) {
    const next = applyFact(presence, fact);
    if (next === presence) continue;
    presence = next;
    news.push({ of: "presence", fact });
    isSessionOver ||= fact.type === "sessionClosed";
  }
  if (news.length === 0) return unchanged(state);
  let reached: Transition & { ok: true } = { ...unchanged({ ...state, presence }), events: news };
  const notices: RoomNotice[] = [
    ...noticesBetween(occupants(state.presence, rules.roles), occupants(presence, rules.roles)),
    // A session that closed late, when the next one is already going, closes nothing.
    ...(isSessionOver && connectedPeers(presence).length === 0 ? [{ type: "roomClosed" } as const] : []),
  ];
  for (const notice of notices) reached = tell(rules, reached, notice, facts);
  return reached;
}

function tell(rules: Rules, reached: Transition & { ok: true }, notice: RoomNotice, facts: Facts) {
  const next = play(rules, reached.state, { from: "room", notice }, facts);
  if (!next.ok) throw new Error(`the game refused to be told ${notice.type}: ${next.rejection.reason}`);
  const kept = [...reached.kept, ...next.kept];
  return { ...next, events: [...reached.events, ...next.events], kept };
}

function takeCommand(
  rules: Rules,
  state: RoomState,
  { player, command }: Happening & { kind: "command" },
  facts: Facts,
): Transition {
  const profile = occupants(state.presence, rules.roles).get(player);
  if (profile === undefined) return refuse("not_in_room", "You are not in this room.");
  return play(rules, state, { from: "player", player, isHost: profile.isHost, command }, facts);
}

// It is in no room; otherwise its commands are as everybody's.
function takeHouseCommand(
  rules: Rules,
  state: RoomState,
  { player, command }: Happening & { kind: "house" },
  facts: Facts,
): Transition {
  return play(rules, state, { from: "player", player, isHost: false, command }, facts);
}

function takeDeadline(rules: Rules, state: RoomState, facts: Facts): Transition {
  const deadline = rules.game.deadline(state.game);
  if (deadline === null || deadline.dueAtMs > facts.nowMs) return unchanged(state);
  return play(rules, state, { from: "clock", command: deadline.command }, facts);
}

function takeAnnouncement(rules: Rules, state: RoomState, { to, type }: Announcement): Transition {
  const peers = connectedPeers(state.presence);
  if (to.kind === "player" && !occupants(state.presence, rules.roles).has(to.player))
    return refuse("not_in_room", "No such player is in this room.");
  if (to.kind === "peer" && !peers.some(({ peerId }) => peerId === to.peerId))
    return refuse("not_in_room", "No such peer is in this room.");
  return { ...unchanged(state), events: [{ of: "operator", announced: type }] };
}

function unchanged(state: RoomState): Transition & { ok: true } {
  return { ok: true, state, events: [], kept: [] };
}

function refuse(reason: string, message: string): Transition {
  return { ok: false, rejection: { kind: "conflict", reason, message } };
}

function play(rules: Rules, state: RoomState, input: Input<unknown>, facts: Facts): Transition {
  const { game } = rules;
  const decision = game.decide(state.game, input, facts);
  if (!decision.ok) return decision;
  const events = decision.events.map((event): RoomEvent => ({ of: "game", event }));
  const kept: Kept[] = [];
  let at = state.game;
  for (const [no, event] of decision.events.entries()) {
    const before = at;
    at = decision.states === undefined ? game.evolve(before, event) : decision.states[no];
    if (game.history !== undefined) kept.push(...game.history.kept(before, event, at));
  }
  return { ok: true, state: events.length === 0 ? state : { ...state, game: at }, events, kept };
}
