import { shuffledDeck } from "./card.ts";
import type { Draft } from "./draft.ts";
import { BEST, isBlackjack, valueOf } from "./hand-value.ts";
import { type BlackjackState, type Hand, handOnTurn, type Result, turnId } from "./table-state.ts";

const DEALER_STANDS = 17;

/** Nobody is waited for who is away or cannot bet. */
export function dealWhenEverybodyIsIn(draft: Draft): void {
  const { round, paused } = draft.state;
  if (round?.phase !== "betting" || paused !== null) return;
  if (round.hands.length > 0 && isEverybodyIn(draft.state)) dealCards(draft);
}

function isEverybodyIn({ seats, round, config }: BlackjackState): boolean {
  const bettors = new Set(round?.hands.map(({ seat }) => seat));
  return seats.every(
    ({ seat, isConnected, stack }) => bettors.has(seat) || !isConnected || stack < config.minBet,
  );
}

export function dealCards(draft: Draft): void {
  draft.happen(
    { type: "ClockSet", clock: null },
    { type: "DeckShuffled", deck: shuffledDeck(draft.facts.entropy) },
    { type: "CardsDealt", seats: (draft.state.round?.hands ?? []).map(({ seat }) => seat) },
  );
  playOn(draft);
}

/** The next hand that is not done has the turn; then the dealer plays and everybody is paid. */
export function playOn(draft: Draft): void {
  for (;;) {
    const { round } = draft.state;
    if (round?.phase !== "playing") return;
    const next = handOnTurn(draft.state) ?? round.hands.find(({ isDone }) => !isDone);
    if (next === undefined) return settle(draft);
    if (round.turn === null) draft.happen({ type: "TurnStarted", seat: next.seat });
    const { total } = valueOf(next.cards);
    if (total < BEST && !isBlackjack(round.dealer)) return startClock(draft);
    draft.happen({ type: "HandStood", seat: next.seat, because: total > BEST ? "bust" : "best" });
  }
}

function startClock(draft: Draft): void {
  const { config } = draft.state;
  const dueAtMs = draft.facts.nowMs + config.turnSeconds * 1000;
  draft.happen({ type: "ClockSet", clock: { id: `turn ${turnId(draft.state)}`, dueAtMs } });
}

function settle(draft: Draft): void {
  const { round } = draft.state;
  if (round === null) return;
  draft.happen({ type: "DealerRevealed", cards: round.dealer });
  const isWorthIt = round.hands.some(({ cards }) => valueOf(cards).total <= BEST && !isBlackjack(cards));
  if (isWorthIt) drawForDealer(draft);
  const dealer = draft.state.round?.dealer ?? [];
  draft.happen({ type: "RoundSettled", results: round.hands.map((hand) => resultOf(hand, dealer)) });
}

function drawForDealer(draft: Draft): void {
  while (valueOf(draft.state.round?.dealer ?? []).total < DEALER_STANDS) {
    const [card] = draft.state.round?.deck ?? [];
    if (card === undefined) throw new Error("the deck ran out");
    draft.happen({ type: "DealerDrew", card });
  }
}

/** Blackjack pays three to two, rounded down; the dealer stands on every 17. */
function resultOf({ seat, player, bet, cards }: Hand, dealer: Hand["cards"]): Result {
  const outcome = outcomeOf(cards, dealer);
  const paid = { blackjack: bet + Math.floor((bet * 3) / 2), win: 2 * bet, push: bet, lose: 0 }[outcome];
  return { seat, player, outcome, paid };
}

function outcomeOf(cards: Hand["cards"], dealer: Hand["cards"]): Result["outcome"] {
  const [ours, theirs] = [valueOf(cards).total, valueOf(dealer).total];
  if (ours > BEST) return "lose";
  if (isBlackjack(cards)) return isBlackjack(dealer) ? "push" : "blackjack";
  if (isBlackjack(dealer)) return "lose";
  if (theirs > BEST || ours > theirs) return "win";
  return ours === theirs ? "push" : "lose";
}
