import * as betting from "./betting-changes.ts";
import type { Card } from "./card.ts";
import * as dealing from "./dealing-changes.ts";
import { changeHand, seatAt } from "./hand-change.ts";
import type { HandEvent, HandSetup, Seat } from "./hand-event.ts";
import { type Hand, placeOf } from "./hand-state.ts";
import type { Legal } from "./legal.ts";
import { eventOf, legalFor, type WantedAction } from "./legal-actions.ts";
import { newHand } from "./new-hand.ts";
import * as payout from "./payout-changes.ts";
import { paysAnteFirst, postingOf } from "./postings.ts";
import { variants } from "./variant.ts";
import { whatFollows } from "./what-follows.ts";

/** What happened and the hand after it: the fold of the events. */
export interface HandProgress {
  readonly events: readonly HandEvent[];
  readonly hand: Hand;
}

export type HandDecision =
  | ({ readonly ok: true } & HandProgress)
  | {
      readonly ok: false;
      readonly reason: "not_your_turn" | "illegal_action";
      /** What the player to act may do; null when nobody is to act. */
      readonly legal: Legal | null;
    };

/** Antes, blinds and cards, on to the first decision, or to the end when nobody can act. The deck is dealt from its start. */
export function startHand(setup: HandSetup, deck: readonly Card[]): readonly HandEvent[] {
  return openHand(setup, deck).events;
}

/** As `startHand`, with the hand after the events. */
export function openHand(setup: HandSetup, deck: readonly Card[]): HandProgress {
  const events: HandEvent[] = [{ type: "HandStarted", setup }];
  let hand = newHand(setup);
  for (const event of openingEvents(setup, deck)) {
    events.push(event);
    hand = evolveHand(hand, event);
  }
  return untilDecision(hand, events);
}

/** A player's action and all that follows from it. A refusal changes nothing. */
export function decideAction(hand: Hand, seat: Seat, action: WantedAction): HandDecision {
  const legal = legalActions(hand);
  if (legal?.seat !== seat) return { ok: false, reason: "not_your_turn", legal };
  const bettor = seatAt(hand, placeOf(hand, seat));
  const event = eventOf(bettor, legal, action);
  if (event === null) return { ok: false, reason: "illegal_action", legal };
  const { events, hand: after } = withWhatFollows(hand, event);
  return { ok: true, events, hand: after };
}

/** The player to act is out of time: a check when checking is free, else a fold (TDA 29). */
export function timeOut(hand: Hand): readonly HandEvent[] {
  const legal = legalActions(hand);
  if (legal === null) return [];
  const type = legal.canCheck ? "Checked" : "Folded";
  return withWhatFollows(hand, { type, seat: legal.seat, because: "timeout" }).events;
}

/** Deals the rest of a hand that is `awaitingRunOut`, on one board or two. */
export function runOut(hand: Hand, times: 1 | 2): readonly HandEvent[] {
  return hand.awaitingRunOut ? withWhatFollows(hand, { type: "RunOutChosen", times }).events : [];
}

export function voidHand(hand: Hand): readonly HandEvent[] {
  return hand.ended ? [] : [{ type: "HandVoided" }];
}

export function legalActions(hand: Hand): Legal | null {
  if (hand.toAct === null) return null;
  return legalFor(hand, seatAt(hand, placeOf(hand, hand.toAct)));
}

/** A fold: null only before the first event. */
export function evolveHand(hand: Hand | null, event: HandEvent): Hand {
  if (event.type === "HandStarted") return newHand(event.setup);
  if (hand === null) throw new Error(`${event.type} before HandStarted`);
  return evolve(hand, event);
}

function evolve(hand: Hand, event: Exclude<HandEvent, { readonly type: "HandStarted" }>): Hand {
  let after: Hand;
  switch (event.type) {
    case "DeckShuffled":
      after = changeHand(hand, { deck: event.deck });
      break;
    case "AntePosted":
      after = betting.withAnte(hand, event);
      break;
    case "BlindPosted":
      after = betting.withBlind(hand, event);
      break;
    case "HoleCardsDealt":
      after = dealing.withHoleCards(hand, event);
      break;
    case "Folded":
      after = betting.withFold(hand, event);
      break;
    case "Checked":
      after = betting.withCheck(hand, event);
      break;
    case "Called":
      after = betting.withCall(hand, event);
      break;
    case "BetPlaced":
    case "Raised":
      after = betting.withRaise(hand, event);
      break;
    case "BetReturned":
      after = betting.withReturnedBet(hand, event);
      break;
    case "BetsGathered":
      after = betting.withGatheredBets(hand);
      break;
    case "RunOutChosen":
      after = dealing.withRunOut(hand, event);
      break;
    case "BoardDealt":
      after = dealing.withBoardCards(hand, event);
      break;
    case "CardsShown":
      after = dealing.withShownCards(hand, event);
      break;
    case "CardsMucked":
      after = hand;
      break;
    case "PotWon":
      after = payout.withWonPot(hand, event);
      break;
    case "HandEnded":
      after = payout.withEnd(hand);
      break;
    case "HandVoided":
      after = payout.withVoid(hand);
      break;
  }
  return after;
}

function withWhatFollows(hand: Hand, event: HandEvent): HandProgress {
  return untilDecision(evolveHand(hand, event), [event]);
}

function untilDecision(before: Hand, events: HandEvent[]): HandProgress {
  let hand = before;
  for (let next = whatFollows(hand); next.length > 0; next = whatFollows(hand)) {
    for (const event of next) {
      events.push(event);
      hand = evolveHand(hand, event);
    }
  }
  return { events, hand };
}

function openingEvents(setup: HandSetup, deck: readonly Card[]): readonly HandEvent[] {
  const events: HandEvent[] = [{ type: "DeckShuffled", deck }];
  const isAnteFirst = paysAnteFirst(setup);
  if (isAnteFirst) postAntes(setup, events);
  postBlinds(setup, events);
  if (!isAnteFirst) postAntes(setup, events);
  const seats = setup.entrants.map(({ seat }) => seat);
  events.push({ type: "HoleCardsDealt", seats, count: variants[setup.variant].holeCards });
  return events;
}

function postAntes(setup: HandSetup, events: HandEvent[]): void {
  for (const entrant of setup.entrants) {
    if (entrant.ante === 0) continue;
    const { ante } = postingOf(setup, entrant);
    if (ante > 0) events.push({ type: "AntePosted", seat: entrant.seat, chips: ante });
  }
}

function postBlinds(setup: HandSetup, events: HandEvent[]): void {
  for (const entrant of setup.entrants) {
    const { seat } = entrant;
    if (entrant.blind === 0 && entrant.deadBlind === 0) continue;
    const { blind, deadBlind } = postingOf(setup, entrant);
    if (blind > 0) events.push({ type: "BlindPosted", seat, chips: blind, dead: false });
    if (deadBlind > 0) events.push({ type: "BlindPosted", seat, chips: deadBlind, dead: true });
  }
}
