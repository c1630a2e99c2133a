import { z } from "zod";
import type { Card } from "../poker/card.ts";
import { decideAction, evolveHand, legalActions, runOut, startHand, timeOut } from "../poker/hand.ts";
import type { HandEvent } from "../poker/hand-event.ts";
import type { Hand } from "../poker/hand-state.ts";
import type { WantedAction } from "../poker/legal-actions.ts";
import { type PhhAction, parsePhhAction, setupOfPhh, stackedDeck, variantOfPhh } from "../poker/phh.ts";
import type { VariantName } from "../poker/variant.ts";
import { comparePhhEnd } from "./compare-phh.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { inWholeChips, phhRecord, type WholeChips } from "./phh-record.ts";
import { fillUnknown } from "./unknown-cards.ts";

export type PhhReplay =
  | { readonly ok: true; readonly hand: Hand; readonly events: readonly HandEvent[] }
  | { readonly ok: false; readonly difference: string };

export function replayPhh(value: unknown, name: string): Outcome {
  const parsed = phhRecord.safeParse(value);
  if (!parsed.success) {
    return { kind: "failed", name, differences: [z.prettifyError(parsed.error).replaceAll("\n", " ")] };
  }
  const record = parsed.data;
  const variant = variantOfPhh(record.variant);
  if (variant === null) return { kind: "skipped", name, reason: `variant ${record.variant}` };
  const file = inWholeChips(record);
  const replay = playPhh(file, variant, record._runout_count ?? 1);
  if (!replay.ok) return { kind: "failed", name, differences: [replay.difference] };
  return outcomeOf(name, comparePhhEnd(replay, file, record.venue));
}

/** Plays a history through the engine. */
export function playPhh({ hand: phh }: WholeChips, variant: VariantName, runOuts: 1 | 2): PhhReplay {
  const actions = phh.actions.map(parsePhhAction);
  const unknown = actions.indexOf(null);
  if (unknown !== -1)
    return { ok: false, difference: `actions[${unknown}]: cannot read "${phh.actions[unknown]}"` };
  const read = actions.flatMap((action) => action ?? []);
  const setup = setupOfPhh(phh, variant);
  const board = read.flatMap((action) => (action.kind === "dealBoard" ? action.cards : []));
  const holeCards = fillUnknown(variant, knownCards(read, setup.entrants.length), board);
  const events: HandEvent[] = [];
  let hand = take(null, startHand(setup, stackedDeck(variant, holeCards, board)));
  for (const [index, action] of read.entries()) {
    const next = nextEvents(hand, action);
    if (next === null)
      return { ok: false, difference: refusal(hand, `actions[${index}] "${phh.actions[index]}"`) };
    hand = take(hand, next);
  }
  return { ok: true, hand, events };

  function take(before: Hand | null, next: readonly HandEvent[]): Hand {
    const after = fold(before, next);
    events.push(...next);
    return after.awaitingRunOut ? take(after, runOut(after, runOuts)) : after;
  }
}

function fold(hand: Hand | null, events: readonly HandEvent[]): Hand {
  const folded = events.reduce<Hand | null>(evolveHand, hand);
  if (folded === null) throw new Error("a hand without events");
  return folded;
}

/** Null when the engine refuses; nothing for what the engine does by itself. */
function nextEvents(hand: Hand, action: PhhAction): readonly HandEvent[] | null {
  if (action.kind === "dealHole" || action.kind === "dealBoard" || action.kind === "showOrMuck") return [];
  if (hand.seats[action.player]?.seat !== hand.toAct) return null;
  if (action.kind === "betOrRaise") {
    return decided(hand, { action: hand.round.price === 0 ? "bet" : "raise", to: action.to });
  }
  if (action.isTimeOut) return timeOut(hand);
  if (action.kind === "fold") return decided(hand, { action: "fold" });
  return decided(hand, { action: legalActions(hand)?.canCheck === true ? "check" : "call" });
}

function decided(hand: Hand, wanted: WantedAction): readonly HandEvent[] | null {
  if (hand.toAct === null) return null;
  const decision = decideAction(hand, hand.toAct, wanted);
  return decision.ok ? decision.events : null;
}

function refusal(hand: Hand, action: string): string {
  return `${action} refused on the ${hand.street}: legal is ${JSON.stringify(legalActions(hand))}`;
}

/** What the history tells of each player's cards, dealt or shown. */
function knownCards(actions: readonly PhhAction[], players: number): readonly (readonly Card[] | null)[] {
  return Array.from({ length: players }, (_, player) =>
    actions.reduce<readonly Card[] | null>((known, action) => {
      const tells = action.kind === "dealHole" || action.kind === "showOrMuck";
      return tells && action.player === player ? (action.cards ?? known) : known;
    }, null),
  );
}
