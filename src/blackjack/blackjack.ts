import type { Decision, Facts, Game, Input, Rejection, RoomNotice } from "../game/game.ts";
import { type BlackjackCommand, parseCommand } from "./command.ts";
import type { BlackjackConfig } from "./config.ts";
import { type Draft, openDraft } from "./draft.ts";
import { evolve } from "./evolve.ts";
import { obeyPlayer, pause, resume } from "./player-commands.ts";
import { refuse } from "./refusal.ts";
import { dealCards, dealWhenEverybodyIsIn, playOn } from "./round.ts";
import { closeTable, sit } from "./seating.ts";
import { type BlackjackEvent, type PublicBlackjackEvent, publicEvent } from "./table-event.ts";
import { type BlackjackState, handOnTurn, newTable, seatOf } from "./table-state.ts";
import { type PrivateView, type PublicTable, playerView, tableView } from "./view.ts";

/** Blackjack with the house as dealer: one deck, shuffled for every round; hit, stand and double. */
export const blackjack: Game<
  BlackjackConfig,
  BlackjackState,
  BlackjackCommand,
  BlackjackEvent,
  PublicBlackjackEvent,
  PublicTable,
  PrivateView
> = {
  name: "blackjack",
  parseCommand,
  create: newTable,
  decide,
  evolve,
  publicView: tableView,
  privateView: playerView,
  players: ({ seats }) => seats.map(({ player }) => player),
  publicEvent,
  deadline({ clock, paused }) {
    if (clock === null || paused !== null) return null;
    return { ...clock, command: { type: "deadlinePassed", id: clock.id } };
  },
};

function decide(
  state: BlackjackState,
  input: Input<BlackjackCommand>,
  facts: Facts,
): Decision<BlackjackEvent> {
  const draft = openDraft(state, facts);
  const rejection = take(draft, input);
  return rejection === null ? { ok: true, events: draft.events } : { ok: false, rejection };
}

function take(draft: Draft, input: Input<BlackjackCommand>): Rejection | null {
  switch (input.from) {
    case "player":
      if (input.command.type === "deadlinePassed") return refuse("not_for_players");
      return obeyPlayer(draft, input, input.command);
    case "clock":
      if (input.command.type === "deadlinePassed") passDeadline(draft, input.command.id);
      return null;
    case "room":
      heed(draft, input.notice);
      return null;
    case "operator":
      return obeyOperator(draft, input.order);
  }
}

// Bets are no longer waited for, or a player stands by silence.
function passDeadline(draft: Draft, id: string): void {
  const { clock, round } = draft.state;
  if (clock?.id !== id || round === null) return;
  if (round.phase === "betting") return dealCards(draft);
  const hand = handOnTurn(draft.state);
  if (hand !== null) draft.happen({ type: "HandStood", seat: hand.seat, because: "timeout" });
  playOn(draft);
}

function heed(draft: Draft, notice: RoomNotice): void {
  switch (notice.type) {
    case "playerJoined":
    case "playerChanged": {
      const { player, profile } = notice;
      if (draft.state.isClosed) draft.happen({ type: "TableReopened" });
      draft.happen({ type: "PersonKnown", player, profile });
      if (notice.type === "playerJoined" && seatOf(draft.state, player) === null) sit(draft, player);
      return;
    }
    case "playerLeft":
      draft.happen({ type: "PersonGone", player: notice.player });
      return dealWhenEverybodyIsIn(draft);
    case "roomClosed":
      return closeTable(draft);
  }
}

// An order that changes nothing is fulfilled, but a closed table neither stands still nor goes on.
function obeyOperator(draft: Draft, order: "pause" | "resume" | "close"): Rejection | null {
  if (draft.state.isClosed) return order === "close" ? null : refuse("closed");
  if (order === "close") closeTable(draft);
  else if (order === "pause") pause(draft);
  else resume(draft);
  return null;
}
