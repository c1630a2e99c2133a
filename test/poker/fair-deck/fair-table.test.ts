import { describe, expect, it } from "@jest/globals";
import { auditSchema } from "../../../src/poker/fair-deck/audit.ts";
import { rootFrom } from "../../../src/poker/fair-deck/deck-tree.ts";
import type { HandProof } from "../../../src/poker/fair-deck/proof.ts";
import { verifyAudit } from "../../../src/poker/fair-deck/verify-audit.ts";
import type { HandRecord } from "../../../src/poker/history/hand-record.ts";
import { history } from "../../../src/poker/history/history.ts";
import { poker } from "../../../src/poker/poker.ts";
import type { TableConfig } from "../../../src/poker/table-config.ts";
import { TableWithRecords } from "../history/table-with-records.ts";

function threeAt(config: Partial<TableConfig> = {}): TableWithRecords {
  return new TableWithRecords({ seed: null, minPlayers: 3, ...config }).join("ann", "bob", "cyd");
}

function playHands(table: TableWithRecords, hands: number): void {
  for (let hand = 0; hand < hands; hand++) {
    while (table.table.turn !== null) table.act(table.table.turn.canCheck ? "check" : "call");
    table.strike();
  }
}

const proofFor = (table: TableWithRecords, no: number, reader: string) =>
  JSON.parse(table.view(no, reader, "proof")) as HandProof;
const recordsOf = (table: TableWithRecords) =>
  [...table.hands.values()].map((json) => JSON.parse(json) as HandRecord);
const auditOfTable = (table: TableWithRecords) => {
  const audit = history.audit?.(table.state) ?? null;
  if (audit === null) throw new Error("no audit");
  return auditSchema.parse(JSON.parse(audit.document(recordsOf(table)).text));
};

describe("the decks of a table", () => {
  it("are promised when the first person comes", () => {
    const table = new TableWithRecords({ seed: null });
    expect(table.table).not.toHaveProperty("deckPromise");
    const { deckPromise } = table.join("ann").table;
    expect(deckPromise).toMatch(/^[\dA-F]{64}$/);
    expect(table.join("bob").table.deckPromise).toBe(deckPromise);
  });

  it("are sealed before the first card, in the same message and in the view", () => {
    const table = threeAt();
    const types = table.events.map(({ type }) => type);
    expect(types.indexOf("DeckSealed")).toBeGreaterThan(types.indexOf("HandStarted"));
    expect(types.indexOf("DeckSealed")).toBeLessThan(types.indexOf("DeckShuffled"));
    const sealed = table.events.find(({ type }) => type === "DeckSealed");
    expect(sealed && poker.publicEvent(sealed)).toEqual({
      type: "DeckSealed",
      root: table.table.hand?.deckRoot,
    });
  });

  it("take the players' seeds from the next hand on, and tell them to everybody", () => {
    const one = threeAt({ seed: "same" });
    const other = threeAt({ seed: "same" });
    expect(other.table.hand?.deckRoot).toBe(one.table.hand?.deckRoot);
    other.ask("bob", { type: "seed", seed: "bob's own" });
    expect(other.events.map(poker.publicEvent)).toEqual([
      { type: "SeedGiven", seat: 2, player: "bob", seed: "bob's own" },
    ]);
    expect(other.you("bob")?.seed).toBe("bob's own");
    expect(other.table.hand?.deckRoot).toBe(one.table.hand?.deckRoot);
    one.nextHand();
    other.nextHand();
    expect(other.table.hand?.deckRoot).not.toBe(one.table.hand?.deckRoot);
    expect(proofFor(other.foldRound(), 2, "ann").seeds).toEqual([{ player: "bob", seed: "bob's own" }]);
  });

  it("take no seed of who has no seat, and none twice", () => {
    const table = threeAt();
    expect(table.ask("eve", { type: "seed", seed: "x" }).refusal).toBe("not_seated");
    expect(table.ask("ann", { type: "seed", seed: "x" }).refusal).toBeNull();
    expect(table.ask("ann", { type: "seed", seed: "x" }).refusal).toBe("nothing_to_do");
  });

  it("are promised anew after the table was closed", () => {
    const table = threeAt();
    const { deckPromise } = table.table;
    table.closeRoom();
    expect(table.table).not.toHaveProperty("deckPromise");
    expect(table.wait(1).join("ann").table.deckPromise).not.toBe(deckPromise);
  });
});

describe("the proof of a hand", () => {
  it("opens the board, what was shown and the reader's own cards, and no other", () => {
    const table = threeAt();
    const cards = new Map(["ann", "bob", "cyd"].map((name) => [name, table.you(name)?.cards ?? []]));
    const root = table.table.hand?.deckRoot;
    table.act("fold").act("call");
    while (table.table.turn !== null) table.act("check");
    for (const reader of ["ann", "bob", "cyd", "eve"]) {
      const proof = proofFor(table, 1, reader);
      const shown = table.table.seats.flatMap((seat) => seat.cards ?? []);
      const known = new Set([...(cards.get(reader) ?? []), ...shown, ...(table.table.hand?.board ?? [])]);
      expect(new Set(proof.openings.map(({ card }) => card))).toEqual(known);
      expect(proof).toMatchObject({ no: 1, root, promise: table.table.deckPromise, deck: 52, seeds: [] });
      for (const opening of proof.openings) expect(rootFrom(opening)).toBe(root);
    }
  });

  it("has the positions that dealing gives", () => {
    const table = threeAt();
    table.act("call").act("call");
    while (table.table.turn !== null) table.act("check");
    const { openings } = proofFor(table, 1, "ann");
    const seats = table.record(1).seats.map(({ seat }) => seat);
    for (const { position, seat } of openings) expect(seat).toBe(position < 6 ? seats[position % 3] : null);
    expect(openings.filter(({ seat }) => seat === null).map(({ position }) => position)).toEqual([
      6, 7, 8, 9, 10,
    ]);
  });

  it("tells no secret", () => {
    const table = threeAt();
    playHands(table, 1);
    const { secret } = table.state.decks!;
    const { key } = table.record(1).sealed!;
    const text = table.view(1, "ann", "proof");
    expect([text.includes(secret), text.includes(key)]).toEqual([false, false]);
  });
});

describe("the audit of a session", () => {
  it("is there when the session is over, and not before", () => {
    const table = threeAt();
    playHands(table, 3);
    expect(history.audit?.(table.state)).toBeNull();
    const { secret } = table.state.decks!;
    table.closeRoom();
    const audit = auditOfTable(table);
    expect(audit).toMatchObject({ secret, firstHand: 1, lastHand: 4 });
    expect(audit.hands.map(({ no }) => no)).toEqual([1, 2, 3, 4]);
    expect(audit.hands.at(-1)?.voided).toBe(true);
  });

  it.each(["nlhe", "plo5", "shortdeck"] as const)(
    "verifies, with seeds, folds and showdowns of %s",
    (variant) => {
      const table = threeAt({ variant, runItTwice: true });
      playHands(table, 2);
      table.ask("ann", { type: "seed", seed: "luck" });
      playHands(table, 2);
      table.foldRound().closeRoom();
      const audit = auditOfTable(table);
      const { faults, missing, hands } = verifyAudit(audit);
      expect([faults, missing]).toEqual([[], []]);
      for (const { hand, holeCards } of hands) {
        const dealt = table.record(hand.no).seats.map(({ cards }) => cards);
        expect(holeCards).toEqual(dealt);
      }
    },
  );

  it("of one session has no hand of another, and stays until the next one with hands is over", () => {
    const table = threeAt();
    playHands(table, 2);
    table.closeRoom();
    table.wait(10).join("ann", "bob", "cyd");
    playHands(table, 1);
    expect(auditOfTable(table).hands.map(({ no }) => no)).toEqual([1, 2, 3]);
    table.closeRoom();
    expect(auditOfTable(table).hands.map(({ no }) => no)).toEqual([4, 5]);
    table.wait(10).join("ann").closeRoom();
    expect(auditOfTable(table)).toMatchObject({ firstHand: 4, lastHand: 5 });
  });

  describe("finds", () => {
    const table = threeAt();
    table.ask("ann", { type: "seed", seed: "luck" });
    playHands(table, 3);
    table.closeRoom();
    const audit = auditOfTable(table);
    const [first, second, ...others] = audit.hands;
    const changed = (change: object) => ({ ...audit, hands: [first!, { ...second!, ...change }, ...others] });
    const other = "0".repeat(64);

    it.each([
      ["another secret", { ...audit, secret: other }, "not the one that was promised"],
      ["another promise", { ...audit, promise: other }, "not the one that was promised"],
      ["another root", changed({ root: other }), "hand 2: the deck is not the one that was sealed"],
      ["a seed left out", changed({ seeds: [] }), "hand 2: the deck is not the one that was sealed"],
      [
        "a seed exchanged",
        changed({ seeds: [{ player: "ann", seed: "lucky" }] }),
        "hand 2: the deck is not the one that was sealed",
      ],
      [
        "another board",
        changed({ board: [{ board: 0, cards: first!.board[0]!.cards }] }),
        "hand 2: the board has",
      ],
      [
        "cards that were not dealt",
        changed({
          seats: second!.seats.map((seat) => ({ ...seat, shown: first!.board[0]!.cards.slice(0, 2) })),
        }),
        "hand 2: seat",
      ],
      [
        "another order of dealing",
        changed({ seats: second!.seats.toReversed() }),
        "hand 2: the cards were not dealt clockwise",
      ],
      ["a hand of another session", { ...audit, lastHand: 3 }, "hand 4 is not of this session"],
      ["a hand twice", { ...audit, hands: [...audit.hands, first!] }, "hand 1 is there more than once"],
    ])("%s", (_what, forged, fault) => {
      expect(verifyAudit(forged).faults.join("\n")).toContain(fault);
    });

    it("a hand that is left out", () => {
      expect(verifyAudit({ ...audit, hands: others })).toMatchObject({ faults: [], missing: [1, 2] });
    });
  });
});
