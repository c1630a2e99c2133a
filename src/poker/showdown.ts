import type { Card } from "./card.ts";
import type { HandEvent, Seat } from "./hand-event.ts";
import { handName, lowName } from "./hand-name.ts";
import { type Hand, type HandSeat, isBoardComplete, isLive, placeOf } from "./hand-state.ts";
import type { LowValue } from "./low.ts";
import { splitChips } from "./pots.ts";
import { variants } from "./variant.ts";

type PotWon = Extract<HandEvent, { readonly type: "PotWon" }>;

/** A contender's hand on one board. */
interface Strength {
  readonly seat: Seat;
  readonly high: number;
  readonly low: LowValue | null;
}

/** Betting is over: nobody may hide a hand any more (TDA 16). */
export function tableCards(hand: Hand): readonly HandEvent[] {
  const hidden = hand.seats.filter((entrant) => isLive(entrant) && entrant.shown === null);
  return hidden.map((entrant) => showCards(hand, entrant));
}

/** Who shows, who mucks, and who wins what. */
export function showdown(hand: Hand): readonly HandEvent[] {
  const boards = hand.boards.map((board) => strengthsOn(hand, board));
  return [...showOrMuck(hand, boards), ...payPots(hand, boards), { type: "HandEnded" }];
}

/** The last player left takes every pot and shows nothing. */
export function winByFolds(hand: Hand): readonly HandEvent[] {
  const winner = hand.seats.find(isLive);
  if (winner === undefined) throw new Error("hand without a live player");
  const won = hand.pots.map((pot, index): PotWon => {
    return {
      type: "PotWon",
      pot: index,
      board: 0,
      half: "all",
      seat: winner.seat,
      chips: pot.chips,
      handName: null,
    };
  });
  return [...won, { type: "HandEnded" }];
}

// The last aggressor of the final round first, else the first left of the button (TDA 17-A). A later player
// who is beaten in every pot by a hand already shown mucks, unless somebody is all-in (TDA 16).
function showOrMuck(hand: Hand, boards: readonly (readonly Strength[])[]): readonly HandEvent[] {
  const contenders = hand.seats.filter(isLive);
  if (contenders.some((entrant) => entrant.status === "allIn")) return tableCards(hand);
  const first = hand.round.aggressor === null ? 0 : placeOf(hand, hand.round.aggressor);
  const order = [...hand.seats.slice(first), ...hand.seats.slice(0, first)].filter(isLive);
  const shown = new Set<Seat>();
  return order.map((entrant) => {
    if (isBeaten(hand, entrant.seat, { boards, shown })) return { type: "CardsMucked", seat: entrant.seat };
    shown.add(entrant.seat);
    return showCards(hand, entrant);
  });
}

function isBeaten(
  hand: Hand,
  seat: Seat,
  { boards, shown }: { boards: readonly (readonly Strength[])[]; shown: ReadonlySet<Seat> },
): boolean {
  const contested = hand.pots.filter((pot) => pot.contenders.includes(seat) && pot.contenders.length > 1);
  return contested.every((pot) =>
    boards.every((strengths) => {
      const own = strengths.find((strength) => strength.seat === seat);
      const rivals = strengths.filter(
        (rival) => shown.has(rival.seat) && pot.contenders.includes(rival.seat),
      );
      if (own === undefined) throw new Error(`seat ${seat} is at the showdown without a hand`);
      return (
        rivals.some((rival) => rival.high > own.high) &&
        (own.low === null || rivals.some((rival) => rival.low !== null && rival.low < (own.low ?? 0)))
      );
    }),
  );
}

function payPots(hand: Hand, boards: readonly (readonly Strength[])[]): readonly PotWon[] {
  return hand.pots.flatMap((pot, potIndex) => {
    // Run it twice: the odd chip to the first board.
    const shares = splitChips(pot.chips, boards.length);
    return boards.flatMap((strengths, at) => {
      const contenders = strengths.filter((strength) => pot.contenders.includes(strength.seat));
      return payBoard(hand, contenders, { pot: potIndex, board: at === 0 ? 0 : 1, chips: shares[at] ?? 0 });
    });
  });
}

function payBoard(
  hand: Hand,
  contenders: readonly Strength[],
  share: { readonly pot: number; readonly board: 0 | 1; readonly chips: number },
): readonly PotWon[] {
  const { deck } = variants[hand.setup.variant];
  const high = Math.max(...contenders.map((strength) => strength.high));
  const highWinners = contenders.filter((strength) => strength.high === high);
  const lows = contenders.flatMap(({ low }) => (low === null ? [] : [low]));
  if (lows.length === 0) return pay(highWinners, { ...share, half: "all", handName: handName(high, deck) });
  const low = Math.min(...lows);
  // The odd chip to the high half (TDA 20).
  const [highChips = 0, lowChips = 0] = splitChips(share.chips, 2);
  return [
    ...pay(highWinners, { ...share, half: "high", chips: highChips, handName: handName(high, deck) }),
    ...pay(
      contenders.filter((strength) => strength.low === low),
      { ...share, half: "low", chips: lowChips, handName: lowName(low) },
    ),
  ];
}

// Winners come in the order of the seats from the button's left: the first ones get the odd chips (TDA 20).
function pay(winners: readonly Strength[], share: Omit<PotWon, "type" | "seat">): readonly PotWon[] {
  const chips = splitChips(share.chips, winners.length);
  return winners.flatMap(({ seat }, at): PotWon[] => {
    const won = chips[at] ?? 0;
    return won === 0 ? [] : [{ type: "PotWon", ...share, seat, chips: won }];
  });
}

function strengthsOn(hand: Hand, board: readonly Card[]): readonly Strength[] {
  const { high, low } = variants[hand.setup.variant];
  return hand.seats.filter(isLive).map(({ seat, cards }) => ({
    seat,
    high: high(cards, board),
    low: low === null ? null : low(cards, board),
  }));
}

function showCards(hand: Hand, { seat, cards }: HandSeat): HandEvent {
  const [board = []] = hand.boards;
  const { high, deck } = variants[hand.setup.variant];
  const name = isBoardComplete(hand) ? handName(high(cards, board), deck) : null;
  return { type: "CardsShown", seat, cards, handName: name };
}
