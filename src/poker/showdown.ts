import type { HandEvent, Seat } from "./hand-event.ts";
import { type Hand, type HandSeat, isLive, placeOf } from "./hand-state.ts";
import { payPots } from "./payout.ts";
import { nameOfHighs, type Strength, strengthsOn } from "./strength.ts";

/** Betting is over: nobody may hide a hand any more (TDA 16). */
export function tableCards(hand: Hand): readonly HandEvent[] {
  const hidden = hand.seats.filter((entrant) => isLive(entrant) && entrant.shown === null);
  return hidden.map(({ seat, cards }) => ({ type: "CardsShown", seat, cards, handName: null }));
}

/** Who shows, who mucks, and who wins what. */
export function showdown(hand: Hand): readonly HandEvent[] {
  const boards = hand.boards.map((board) => strengthsOn(hand, board));
  return [...showOrMuck(hand, boards), ...payPots(hand, boards), { type: "HandEnded" }];
}

/** The last player left takes every pot and shows nothing (TDA 17-B). */
export function winByFolds(hand: Hand): readonly HandEvent[] {
  const winner = hand.seats.find(isLive);
  if (winner === undefined) throw new Error("hand without a live player");
  const { seat } = winner;
  return [
    ...hand.pots.map(({ chips }, pot): HandEvent => {
      return { type: "PotWon", pot, board: 0, half: "all", seat, chips, handName: null };
    }),
    { type: "HandEnded" },
  ];
}

// The last aggressor of the final round first, else the first left of the button (TDA 17-A). A later player who is
// beaten in every pot by a hand already shown mucks, unless somebody is all-in (TDA 16).
function showOrMuck(hand: Hand, boards: readonly (readonly Strength[])[]): readonly HandEvent[] {
  const live = hand.seats.filter(isLive);
  const isOpen = live.some((entrant) => entrant.status === "allIn");
  const shown: Seat[] = [];
  const events: HandEvent[] = [];
  for (const entrant of isOpen ? live : inShowingOrder(hand, live)) {
    if (entrant.shown !== null) continue;
    if (!isOpen && boards.every((strengths) => isBeaten(hand, entrant.seat, strengths, shown))) {
      events.push({ type: "CardsMucked", seat: entrant.seat });
    } else {
      shown.push(entrant.seat);
      events.push(showCards(hand, entrant, boards));
    }
  }
  return events;
}

function inShowingOrder(hand: Hand, live: readonly HandSeat[]): readonly HandSeat[] {
  const { aggressor } = hand.round;
  if (aggressor === null) return live;
  const first = live.findIndex(({ seat }) => placeOf(hand, seat) >= placeOf(hand, aggressor));
  return first <= 0 ? live : [...live.slice(first), ...live.slice(0, first)];
}

/** Beaten by shown hands in every contested pot, in both halves. */
function isBeaten(hand: Hand, seat: Seat, strengths: readonly Strength[], shown: readonly Seat[]): boolean {
  const own = strengthOf(seat, strengths);
  return hand.pots.every(({ contenders }) => {
    if (contenders.length === 1 || !contenders.includes(seat)) return true;
    const rivals = strengths.filter((rival) => shown.includes(rival.seat) && contenders.includes(rival.seat));
    const { low } = own;
    const isHighBeaten = rivals.some((rival) => rival.high > own.high);
    return isHighBeaten && (low === null || rivals.some((rival) => rival.low !== null && rival.low < low));
  });
}

function showCards(
  hand: Hand,
  { seat, cards }: HandSeat,
  boards: readonly (readonly Strength[])[],
): HandEvent {
  const highs = boards.map((strengths) => strengthOf(seat, strengths).high);
  return { type: "CardsShown", seat, cards, handName: nameOfHighs(hand, highs) };
}

function strengthOf(seat: Seat, strengths: readonly Strength[]): Strength {
  const own = strengths.find((strength) => strength.seat === seat);
  if (own === undefined) throw new Error(`seat ${seat} is at the showdown without a hand`);
  return own;
}
