import type { PlayerId, Rejection } from "../game/game.ts";
import type { Card } from "./card.ts";
import { type Draft, record } from "./draft.ts";
import type { HandEvent, Seat } from "./hand-event.ts";
import type { Hand, HandSeat } from "./hand-state.ts";
import { refuse } from "./refusal.ts";
import { nameOfHighs, strengthsOn } from "./strength.ts";
import type { CommandOf } from "./table-command.ts";
import { optionsOf } from "./table-options.ts";
import { handSeatOf, seatAt, seatOf, type TableState } from "./table-state.ts";

/** After the hand at once; during it at its end, and at a showdown instead of mucking. */
export function show(draft: Draft, player: PlayerId, command: CommandOf<"show">): Rejection | null {
  const { play } = draft.state;
  if (play === null) return refuse("no_hand");
  const inHand = handSeatOf(draft.state, player);
  if (inHand === null) return refuse("not_dealt_in");
  const wanted = command.cards ?? inHand.cards;
  if (!wanted.every((card) => inHand.cards.includes(card))) return refuse("not_your_cards");
  const cards = withShown(inHand, wanted);
  if (cards.length === (inHand.shown?.length ?? 0)) return refuse("nothing_to_do");
  const { seat } = inHand;
  if (play.hand.ended) {
    record(draft, { type: "CardsShown", seat, cards, handName: null });
    return null;
  }
  const planned = seatOf(draft.state, player)?.pending?.show ?? [];
  if (cards.length === planned.length && cards.every((card) => planned.includes(card)))
    return refuse("nothing_to_do");
  record(draft, { type: "ShowQueued", seat, player, cards });
  return null;
}

/** The event, or the cards of a player who would rather show than muck, or has to. */
export function shownInstead(state: TableState, event: HandEvent): HandEvent {
  const hand = state.play?.hand;
  if (event.type !== "CardsMucked" || hand === undefined) return event;
  const inHand = hand.seats.find(({ seat }) => seat === event.seat);
  const planned = seatAt(state, event.seat)?.pending?.show ?? null;
  if (inHand === undefined) return event;
  const cards = planned ?? inHand.cards;
  if (planned === null && optionsOf(state.config).autoMuck) return event;
  const handName = cards.length === inHand.cards.length ? nameOf(hand, event.seat) : null;
  return { type: "CardsShown", seat: event.seat, cards, handName };
}

/** What the player meant to show, as far as the hand that is over did not show it. */
export function showAsPlanned(draft: Draft, seat: Seat, planned: readonly Card[]): void {
  const inHand = draft.state.play?.hand.seats.find((entrant) => entrant.seat === seat);
  if (inHand === undefined) return;
  const cards = withShown(inHand, planned);
  if (cards.length > (inHand.shown?.length ?? 0))
    record(draft, { type: "CardsShown", seat, cards, handName: null });
}

function withShown({ cards, shown }: HandSeat, wanted: readonly Card[]): readonly Card[] {
  return cards.filter((card) => wanted.includes(card) || shown?.includes(card) === true);
}

function nameOf(hand: Hand, seat: Seat): string | null {
  const highs = hand.boards.flatMap((board) =>
    strengthsOn(hand, board).flatMap((one) => (one.seat === seat ? [one.high] : [])),
  );
  return highs.length === 0 ? null : nameOfHighs(hand, highs);
}
