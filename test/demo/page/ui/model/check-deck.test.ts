import { beforeAll, describe, expect, it } from "@jest/globals";
import type { DeckProof, FinishedHand } from "../../../../../src/client/views.ts";
import { checkDeck } from "../../../../../src/demo/page/ui/model/check-deck.ts";
import { checkWords } from "../../../../../src/demo/page/ui/model/check-words.ts";
import { type DeckNotes, type HandNote, noteDown } from "../../../../../src/demo/page/ui/model/deck-notes.ts";
import { browserSha256, type Sha256 } from "../../../../../src/demo/page/ui/model/sha256.ts";
import { poker } from "../../../../../src/poker/poker.ts";
import type { TableConfig } from "../../../../../src/poker/table-config.ts";
import { TableWithRecords } from "../../../../poker/history/table-with-records.ts";

const sha256 = browserSha256() as Sha256;
const ME = "ann";

/** A page from before the first hand on: it is told the table, then the own view. */
class Witness extends TableWithRecords {
  notes: DeckNotes = new Map();

  override take(input: Parameters<TableWithRecords["take"]>[0]): this {
    const hand = this.state.play?.hand.setup.no;
    super.take(input);
    const [table, you] = [this.table, this.you(ME)];
    const events = this.events.flatMap((event) => poker.publicEvent(event) ?? []);
    if (table.hand?.no !== hand)
      this.notes = noteDown(
        this.notes,
        { table, you: you && { ...you, cards: [] }, events, seq: null },
        null,
      );
    this.notes = noteDown(this.notes, { table, you, events, seq: null }, null);
    return this;
  }

  told(no: number) {
    const hand = JSON.parse(this.view(no, ME, "json")) as FinishedHand;
    const proof = JSON.parse(this.view(no, ME, "proof")) as DeckProof;
    return { hand, proof, note: this.notes.get(no) ?? null };
  }

  playOn(): this {
    while (this.table.turn !== null) if (this.act("allIn").refusal !== null) this.passive();
    for (const { player } of this.table.seats)
      if (this.state.runOutVote !== null) this.ask(player, { type: "runTwice", agree: true });
    return this;
  }

  passive(): this {
    return this.act(this.table.turn?.canCheck === true ? "check" : "call");
  }
}

function witness(config: Partial<TableConfig> = {}): Witness {
  const table = new Witness({ seed: null, minPlayers: 4, ...config });
  return table.join("ann", "bob", "cyd", "dan");
}

describe("a hand that was dealt from the deck that was fixed before it", () => {
  it.each<Partial<TableConfig>>([
    {},
    { autoMuck: false, runItTwice: true },
    { variant: "plo5", autoMuck: false },
    { variant: "shortdeck" },
    { bombPotEvery: 1, bombPotBoards: 2, autoMuck: false },
  ])("is found to be so: %j", async (config) => {
    const told = witness(config).playOn().told(1);
    expect(await checkDeck(sha256, told)).toEqual({
      no: 1,
      told: "before",
      cards: told.proof.openings.length,
      faults: [],
    });
    expect(told.proof.openings.length).toBeGreaterThanOrEqual(7);
  });

  it("is found to be so with a rabbit's cards, which were never dealt", async () => {
    const table = witness({ rabbitHunt: true }).foldRound().ask(ME, { type: "rabbit" });
    expect(table.refusal).toBeNull();
    const told = table.told(1);
    expect(told.note?.board).toHaveLength(5);
    expect(await checkDeck(sha256, told)).toMatchObject({ cards: 7, faults: [] });
  });

  it("is told in words, with what the page can vouch for", async () => {
    const { hand, proof, note } = witness().playOn().told(1);
    const found = await checkDeck(sha256, { hand, proof, note });
    expect(checkWords(found)).toMatch(
      /^Cards shown in hand 1 match the deck that was fixed before it\. \d+ cards were checked in this browser\.$/,
    );
    const late = await checkDeck(sha256, { hand, proof, note: { ...(note as HandNote), isBefore: false } });
    expect(checkWords(late)).toMatch(/match the deck’s fingerprint\..* only after the first card/);
    const unseen = await checkDeck(sha256, { hand, proof, note: null });
    expect(checkWords(unseen)).toMatch(/match the deck’s fingerprint\..* has the server’s word for it/);
  });
});

describe("a mismatch", () => {
  let honest: ReturnType<Witness["told"]> & { readonly note: HandNote };
  beforeAll(() => {
    const table = witness().ask(ME, { type: "seed", seed: "my cat" }).foldRound().strike();
    while (table.table.turn !== null) table.passive();
    const told = table.told(2);
    if (told.note === null) throw new Error("nobody noted the second hand");
    honest = { ...told, note: told.note };
  });

  const faultsWith = async (change: Partial<typeof honest>) => {
    const found = await checkDeck(sha256, { ...honest, ...change });
    if (found.faults.length > 0) expect(checkWords(found)).toMatch(/do NOT match/);
    return found.faults.join(" ");
  };
  const proofWith = (change: Partial<DeckProof>) => faultsWith({ proof: { ...honest.proof, ...change } });
  const noteWith = (change: Partial<HandNote>) => faultsWith({ note: { ...honest.note, ...change } });
  const absent = () => {
    const there = new Set(honest.proof.openings.map(({ card }) => card));
    return (["2c", "3d", "4h", "5s", "6c", "7d", "8h", "9s", "Tc", "Jd", "Qh", "Ks"] as const).find(
      (card) => !there.has(card),
    )!;
  };

  it("is none while nothing is changed", async () => {
    expect(honest.note).toMatchObject({ no: 2, isBefore: true, seed: "my cat" });
    expect(await faultsWith({})).toBe("");
  });

  it("is another root or promise than the page was told", async () => {
    const other = "0".repeat(64);
    expect(await noteWith({ root: other })).toMatch(/another fingerprint.*does not lead to the fingerprint/);
    expect(await proofWith({ root: other })).toMatch(/another fingerprint/);
    expect(await proofWith({ promise: other })).toMatch(/another promise/);
    expect(await noteWith({ otherRoot: other })).toMatch(/Two different fingerprints/);
  });

  it("is an opening of another card, place or salt", async () => {
    const [first, ...rest] = honest.proof.openings;
    if (first === undefined) throw new Error("nothing was opened");
    for (const change of [{ card: absent() }, { position: first.position + 4 }, { salt: "0".repeat(32) }])
      expect(await proofWith({ openings: [{ ...first, ...change }, ...rest] })).toMatch(
        /does not lead to the fingerprint/,
      );
  });

  it("is a card that the page saw and that was not opened, or not at its place", async () => {
    expect(await noteWith({ board: [absent()] })).toMatch(/is not among the cards that were opened/);
    expect(await noteWith({ seats: { ...honest.note.seats, 1: [absent()] } })).toMatch(
      /is not among the cards/,
    );
    const [first] = honest.hand.board;
    if (first === undefined) throw new Error("no board");
    expect(await noteWith({ seats: { ...honest.note.seats, 1: [first] } })).toMatch(
      /was not due at its place/,
    );
    const events = honest.hand.events.map((event) =>
      event.type === "BoardDealt" ? { ...event, cards: event.cards.toReversed() } : event,
    );
    expect(await faultsWith({ hand: { ...honest.hand, events } })).toMatch(/was not due at its place/);
  });

  it("is a place that was opened twice, and seats in another order", async () => {
    const { openings } = honest.proof;
    expect(await proofWith({ openings: [...openings, ...openings.slice(0, 1)] })).toMatch(/opened twice/);
    const seats = honest.hand.seats.toReversed();
    expect(await faultsWith({ hand: { ...honest.hand, seats } })).toMatch(/not dealt clockwise/);
  });

  it("is a seed that the page knows of and that did not count", async () => {
    expect(await proofWith({ seeds: [] })).toMatch(/Your part of the shuffle was left out/);
  });
});
