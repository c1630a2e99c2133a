import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import type { Card } from "../../../src/poker/card.ts";
import { freshDeck } from "../../../src/poker/deck.ts";
import { deckKeyOf, deckOf, promiseOf } from "../../../src/poker/fair-deck/deck-key.ts";
import { openingsOf, rootFrom, rootOf } from "../../../src/poker/fair-deck/deck-tree.ts";

const sha = (text: string): string => createHash("sha256").update(text).digest("hex").toUpperCase();
const ann = "ann";
const decks = fc.constantFrom("standard" as const, "short" as const);

describe("the deck of a key", () => {
  it("has every card once, and is another one by another secret, hand, seed or player", () => {
    const seeds = [{ player: ann, seed: "x" }];
    const keys = [
      deckKeyOf("one", 7, []),
      deckKeyOf("two", 7, []),
      deckKeyOf("one", 8, []),
      deckKeyOf("one", 7, seeds),
      deckKeyOf("one", 7, [{ player: ann, seed: "y" }]),
      deckKeyOf("one", 7, [{ player: "bob", seed: "x" }]),
    ];
    const orders = keys.map((key) => deckOf(key, "standard").join());
    expect(new Set(orders).size).toBe(keys.length);
    for (const order of orders) expect(order.split(",").toSorted()).toEqual(freshDeck("standard").toSorted());
  });

  it("is as docs/fair-deck.md says, written anew", () => {
    expect(promiseOf("ABC")).toBe(sha("croupier secret\nABC"));
    const key = sha('croupier deck\nABC\n7\n[["ann","a \\"seed\\""]]');
    expect(deckKeyOf("ABC", 7, [{ player: ann, seed: 'a "seed"' }])).toBe(key);
    const bytes = Buffer.concat(
      Array.from({ length: 8 }, (_, block) => Buffer.from(sha(`${key} shuffle ${block}`), "hex")),
    );
    const deck: Card[] = freshDeck("standard");
    let at = 0;
    for (let last = 51; last > 0; last--) {
      let word = bytes.readUInt32LE(4 * at++);
      while (word >= 2 ** 32 - (2 ** 32 % (last + 1))) word = bytes.readUInt32LE(4 * at++);
      const other = word % (last + 1);
      [deck[last], deck[other]] = [deck[other] as Card, deck[last] as Card];
    }
    expect(deckOf(key, "standard")).toEqual(deck);
    let row = deck.map((card, p) => sha(`card ${p} ${card} ${sha(`${key} salt ${p}`).slice(0, 32)}`));
    while (row.length > 1)
      row = row.flatMap((hash, p) => {
        if (p % 2 === 1) return [];
        return row[p + 1] === undefined ? [hash] : [sha(`node ${hash} ${row[p + 1]}`)];
      });
    expect(rootOf(key, deck)).toBe(row[0]);
  });
});

describe("an opening", () => {
  it("of any card of any deck leads to the root", () => {
    fc.assert(
      fc.property(fc.string(), decks, fc.nat(51), (key, name, at) => {
        const deck = deckOf(key, name);
        const position = at % deck.length;
        const [opening] = openingsOf(key, deck, [position]);
        expect(opening).toMatchObject({ position, card: deck[position] });
        expect(rootFrom(opening!)).toBe(rootOf(key, deck));
      }),
    );
  });

  it("of another card, another place or by another salt leads elsewhere", () => {
    const deck = deckOf("key", "short");
    const root = rootOf("key", deck);
    const [opening] = openingsOf("key", deck, [35]);
    expect(rootFrom({ ...opening!, card: deck[0]! })).not.toBe(root);
    expect(rootFrom({ ...opening!, position: 34 })).not.toBe(root);
    expect(rootFrom({ ...opening!, salt: "0".repeat(32) })).not.toBe(root);
  });

  it("has no other card's salt", () => {
    const deck = deckOf("key", "standard");
    const openings = openingsOf("key", deck, [...deck.keys()]);
    expect(new Set(openings.map(({ salt }) => salt)).size).toBe(52);
  });
});
