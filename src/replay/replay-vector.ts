import { decideAction, evolveHand, legalActions, startHand } from "../poker/hand.ts";
import type { HandEvent } from "../poker/hand-event.ts";
import { describeRank } from "../poker/hand-name.ts";
import { type Hand, isLive, type Pot } from "../poker/hand-state.ts";
import type { Legal } from "../poker/legal.ts";
import { lowText } from "../poker/low.ts";
import { stackedDeck } from "../poker/phh.ts";
import { variants } from "../poker/variant.ts";
import { differencesBetween, type Outcome, outcomeOf } from "./outcome.ts";
import type { HandRecord, LegalRecord } from "./vector-record.ts";
import { playerOf, seatOf, setupOf } from "./vector-setup.ts";

/** What the engine made of the record so far. */
interface Replay {
  hand: Hand;
  readonly events: HandEvent[];
  pots: readonly Pot[];
}

const STREETS = ["preflop", "flop", "turn", "river"];

export function replayVector(record: HandRecord): Outcome {
  if (record.source !== "std" && record.tags.includes("short-top-blind")) {
    return { kind: "skipped", name: record.id, reason: "short-top-blind" };
  }
  const replay = begin(record);
  const differences = playActions(replay, record);
  return outcomeOf(record.id, differences.length > 0 ? differences : compareEnd(replay, record));
}

function begin(record: HandRecord): Replay {
  const setup = setupOf(record);
  const [first, ...rest] = startHand(setup, stackedDeck(setup.variant, record.holeCards, record.board));
  if (first === undefined) throw new Error("a hand started without events");
  const replay: Replay = { hand: evolveHand(null, first), events: [first], pots: [] };
  apply(replay, rest);
  return replay;
}

function apply(replay: Replay, events: readonly HandEvent[]): void {
  for (const event of events) {
    replay.hand = evolveHand(replay.hand, event);
    replay.events.push(event);
    if (event.type === "BetsGathered") replay.pots = replay.hand.pots;
  }
}

function playActions(replay: Replay, record: HandRecord): readonly string[] {
  for (const [index, action] of record.actions.entries()) {
    const { hand } = replay;
    const legal = legalActions(hand);
    const isAsked = hand.toAct === seatOf(action.player) && STREETS[action.street] === hand.street;
    if (action.forced === true && !isAsked) continue;
    const expected = record.std?.legal?.[String(index)] ?? record.legal[index];
    const differences = differencesBetween(`legal[${index}]`, {
      expected:
        expected === undefined ? null : { ...expected, canFold: true, street: STREETS[action.street] },
      got: legal === null ? null : { ...recordOf(legal), street: hand.street },
    });
    if (differences.length > 0) return differences;
    const decision = decideAction(hand, seatOf(action.player), {
      action: action.type,
      ...(action.to === undefined ? {} : { to: action.to }),
    });
    if (!decision.ok) return [`actions[${index}] ${JSON.stringify(action)}: ${decision.reason}`];
    apply(replay, decision.events);
  }
  return [];
}

function recordOf(legal: Legal): LegalRecord {
  return {
    player: playerOf(legal.seat),
    canFold: legal.actions.includes("fold"),
    canCheck: legal.canCheck,
    callAmount: legal.callAmount,
    minRaiseTo: legal.minRaiseTo,
    maxRaiseTo: legal.maxRaiseTo,
  };
}

function compareEnd({ hand, events, pots }: Replay, record: HandRecord): readonly string[] {
  if (!hand.ended) return [`${hand.street}: the hand is not over after the last action`];
  const live = hand.seats.filter(isLive);
  const returned = events.find((event) => event.type === "BetReturned");
  const finishing = record.std?.finishingStacks ?? record.finishingStacks;
  return [
    ...differencesBetween("antesPosted", {
      expected: record.antesPosted,
      got: posted(record, events, "AntePosted"),
    }),
    ...differencesBetween("blindsPosted", {
      expected: record.blindsPosted,
      got: posted(record, events, "BlindPosted"),
    }),
    ...differencesBetween("board", { expected: record.board, got: hand.boards[0] }),
    ...differencesBetween("uncalled", {
      expected: record.uncalled,
      got: returned === undefined ? null : { player: playerOf(returned.seat), amount: returned.chips },
    }),
    ...differencesBetween("pots", {
      expected: record.pots,
      got: pots.map(({ chips, contenders }) => ({ amount: chips, eligible: contenders.map(playerOf) })),
    }),
    ...differencesBetween("showdown", {
      expected: record.showdown,
      got: live.length === 1 ? [] : live.map(({ seat }) => playerOf(seat)),
    }),
    ...(live.length === 1 ? [] : compareHands(hand, record)),
    ...differencesBetween("finishingStacks", {
      expected: finishing,
      got: hand.seats.map(({ stack }) => stack),
    }),
  ];
}

function compareHands(hand: Hand, record: HandRecord): readonly string[] {
  const { high, low, deck } = variants[hand.setup.variant];
  const [board = []] = hand.boards;
  const got = hand.seats.filter(isLive).map(({ seat, cards }) => {
    const hi = describeRank(high(cards, board), deck);
    const lowValue = low?.(cards, board) ?? null;
    const lo = lowValue === null ? null : lowText(lowValue);
    return low === null ? { player: playerOf(seat), hi } : { player: playerOf(seat), hi, lo };
  });
  return differencesBetween("hands", { expected: record.hands, got });
}

function posted(
  record: HandRecord,
  events: readonly HandEvent[],
  type: "AntePosted" | "BlindPosted",
): readonly number[] {
  return record.startingStacks.map((_, player) =>
    events.reduce(
      (sum, event) => (event.type === type && event.seat === seatOf(player) ? sum + event.chips : sum),
      0,
    ),
  );
}
