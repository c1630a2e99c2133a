import { z } from "zod";
import type { Audit } from "../poker/fair-deck/audit.ts";
import type { RecomputedHand, Verification } from "../poker/fair-deck/verify-audit.ts";

/** As much of a message as tells anything of a deck. */
const messageSchema = z.object({
  table: z
    .object({
      deckPromise: z.string().optional(),
      hand: z
        .object({ no: z.number(), deckRoot: z.string().optional(), board: z.array(z.string()) })
        .nullable(),
      seats: z.array(z.object({ player: z.string(), cards: z.array(z.string()).nullable() })),
    })
    .optional(),
  you: z.object({ player: z.string(), cards: z.array(z.string()) }).nullish(),
});

type Message = z.output<typeof messageSchema>;

export interface Comparison {
  /** Of messages about hands of the audit. */
  readonly compared: number;
  readonly faults: readonly string[];
}

/** What somebody was told while it was played against what the secret says; other lines are passed over. */
export function compareMessages(audit: Audit, { hands }: Verification, lines: readonly string[]): Comparison {
  const byNo = new Map(hands.map((one) => [one.hand.no, one]));
  const messages = lines.flatMap(readMessage);
  let handNo: number | null = null;
  let compared = 0;
  const faults = new Set<string>();
  for (const message of messages) {
    handNo = message.table === undefined ? handNo : (message.table.hand?.no ?? null);
    const hand = handNo === null ? undefined : byNo.get(handNo);
    if (hand === undefined) continue;
    compared += 1;
    for (const fault of faultsOf(audit, hand, message)) faults.add(`hand ${hand.hand.no}: ${fault}`);
  }
  return { compared, faults: [...faults] };
}

function readMessage(line: string): readonly Message[] {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return [];
  }
  const parsed = messageSchema.safeParse(json);
  return parsed.success ? [parsed.data] : [];
}

function faultsOf(
  audit: Audit,
  { hand, root, holeCards, boards }: RecomputedHand,
  { table, you }: Message,
): readonly string[] {
  const known = (player: string): readonly string[] =>
    hand.seats.flatMap((seat, place) => (seat.player === player ? (holeCards[place] ?? []) : []));
  const isForeign = (player: string, cards: readonly string[]): boolean => {
    const dealt = known(player);
    return dealt.length > 0 && !cards.every((card) => dealt.includes(card));
  };
  const board = boards.flat() as readonly string[];
  const { deckPromise = audit.promise, seats = [] } = table ?? {};
  const { deckRoot = root, board: toldBoard = [] } = table?.hand ?? {};
  return [
    ...(deckPromise === audit.promise ? [] : ["another secret was promised"]),
    ...(deckRoot === root ? [] : ["another deck was sealed"]),
    ...(toldBoard.every((card) => board.includes(card)) ? [] : ["another board was told"]),
    ...seats
      .filter(({ player, cards }) => cards !== null && isForeign(player, cards))
      .map(({ player }) => `other cards of ${player} were told`),
    ...(you != null && isForeign(you.player, you.cards) ? [`${you.player} was dealt other cards`] : []),
  ];
}
