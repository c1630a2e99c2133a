import { describe, expect, it } from "@jest/globals";
import type { PlayerId } from "../../src/game/game.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import type { TableState } from "../../src/poker/table-state.ts";
import type { OutboxMessage } from "../../src/rooms/ports.ts";
import { cashGame } from "../poker/table-in-test.ts";
import { type Committed, openRandomRoom } from "./random-room.ts";

const CARD = /"([2-9TJQKA][shdc])"/g;
const cardsIn = (text: string): readonly string[] => Array.from(text.matchAll(CARD), ([, card = ""]) => card);

/** What lies open for everybody, by the hand itself and not by its views. */
function openCards({ play }: TableState): readonly string[] {
  if (play === null) return [];
  return [...play.hand.boards.flat(), ...play.hand.seats.flatMap(({ shown }) => shown ?? [])];
}

function cardsOf({ play }: TableState, player: PlayerId): readonly string[] {
  if (play === null) return [];
  return play.hand.seats.flatMap(({ cards }, i) => (play.players[i] === player ? cards : []));
}

function readersCards({ before, after }: Committed, { target }: OutboxMessage): readonly string[] {
  const open = [...openCards(before), ...openCards(after)];
  if (target.kind === "room" || target.kind === "role") return open;
  // A peer `ann-7` is a connection of ann.
  const player = target.kind === "player" ? target.player : (target.peerId.split("-")[0] as PlayerId);
  return [...open, ...cardsOf(before, player), ...cardsOf(after, player)];
}

interface Counts {
  hands: number;
  commits: number;
  cardsWhispered: number;
  cardsShown: number;
  longest: number;
}

async function playAtRandom(
  { variant, ...changes }: Partial<TableConfig>,
  { hands, seed }: { hands: number; seed: number },
): Promise<Counts> {
  const counts: Counts = { hands: 0, commits: 0, cardsWhispered: 0, cardsShown: 0, longest: 0 };
  const room = await openRandomRoom({
    config: { ...cashGame, variant: variant ?? "nlhe", seed: null, seats: 6, ...changes },
    names: ["ann", "bob", "cyd", "dan", "eve"],
    seed,
    onCommit(committed) {
      for (const message of committed.messages) {
        const cards = cardsIn(message.message);
        const allowed = readersCards(committed, message);
        const leaked = cards.filter((card) => !allowed.includes(card));
        if (leaked.length > 0)
          throw new Error(
            `${leaked.join(" ")} leaked to ${JSON.stringify(message.target)}: ${message.message}`,
          );
        if (message.target.kind === "room") counts.cardsShown += cards.length;
        else counts.cardsWhispered += cards.length;
        counts.longest = Math.max(counts.longest, Buffer.byteLength(message.message));
      }
    },
    onAnswer(player, json, state) {
      const allowed = [...openCards(state), ...cardsOf(state, player)];
      const leaked = cardsIn(json).filter((card) => !allowed.includes(card));
      if (leaked.length > 0)
        throw new Error(`${leaked.join(" ")} leaked in the answer to ${player}: ${json}`);
    },
  });
  while (room.handsPlayed() < hands) await room.step();
  return { ...counts, hands: room.handsPlayed(), commits: room.commits };
}

describe("a poker room played at random", () => {
  it.each([
    { variant: "nlhe" as const, hands: 200, seed: 1 },
    { variant: "plo8" as const, hands: 40, seed: 2 },
    { variant: "shortdeck" as const, hands: 40, seed: 3 },
  ])("is the fold of its events after every commit, and no message leaks a card: $variant", async (room) => {
    const counts = await playAtRandom(
      { variant: room.variant, ante: room.variant === "shortdeck" ? 2 : 0 },
      room,
    );
    expect(counts.hands).toBeGreaterThanOrEqual(room.hands);
    expect(counts.commits).toBeGreaterThan(room.hands * 3);
    expect(counts.cardsShown).toBeGreaterThan(0);
    expect(counts.cardsWhispered).toBeGreaterThan(room.hands);
    expect(counts.longest).toBeLessThanOrEqual(4096);
  });
});
