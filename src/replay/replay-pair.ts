import type { Card } from "../poker/card.ts";
import type { DeckName } from "../poker/deck.ts";
import { evaluateHoldem, evaluateOmaha } from "../poker/evaluator.ts";
import { describeRank } from "../poker/hand-name.ts";
import { lowText, omahaLow } from "../poker/low.ts";
import { differencesBetween, type Outcome, outcomeOf } from "./outcome.ts";
import type { HighPair, LowPair } from "./vector-record.ts";

interface Game {
  readonly deck: DeckName;
  readonly evaluate: (own: readonly Card[], board: readonly Card[]) => number;
}

const standard: Game = {
  deck: "standard",
  evaluate: (own, board) => evaluateHoldem([...own, ...board], "standard"),
};
const short: Game = { deck: "short", evaluate: (own, board) => evaluateHoldem([...own, ...board], "short") };
const omaha: Game = { deck: "standard", evaluate: evaluateOmaha };

const games: Readonly<Record<string, Game>> = {
  holdem: standard,
  holdem7: standard,
  shortdeck: short,
  plo: omaha,
  plo5: omaha,
};

/** Which of two hands wins, what each is called, and that their ranks order them in the same way. */
export function replayHighPair({ id, board = [], ...pair }: HighPair): Outcome {
  const game = games[id.slice(0, id.lastIndexOf("-"))];
  if (game === undefined) return { kind: "failed", name: id, differences: ["a pair of no known game"] };
  const a = game.evaluate(pair.a, board);
  const b = game.evaluate(pair.b, board);
  return outcomeOf(id, [
    ...differencesBetween("result", { expected: pair.result, got: winner(a - b) }),
    ...differencesBetween("order of the ranks", {
      expected: Math.sign(pair.aRank - pair.bRank),
      got: Math.sign(a - b),
    }),
    ...differencesBetween("aName", { expected: pair.aName, got: describeRank(a, game.deck) }),
    ...differencesBetween("bName", { expected: pair.bName, got: describeRank(b, game.deck) }),
  ]);
}

export function replayLowPair({ id, board, ...pair }: LowPair): Outcome {
  const a = omahaLow(pair.a, board);
  const b = omahaLow(pair.b, board);
  const none = Number.POSITIVE_INFINITY;
  const result = a === null && b === null ? "none" : winner(a === b ? 0 : (b ?? none) - (a ?? none));
  return outcomeOf(id, [
    ...differencesBetween("result", { expected: pair.result, got: result }),
    ...differencesBetween("aLow", { expected: pair.aLow, got: a === null ? null : lowText(a) }),
    ...differencesBetween("bLow", { expected: pair.bLow, got: b === null ? null : lowText(b) }),
  ]);
}

function winner(ahead: number): "a" | "b" | "tie" {
  if (ahead === 0) return "tie";
  return ahead > 0 ? "a" : "b";
}
