import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { freshDeck, shuffle } from "../../src/poker/deck.ts";
import { entropyOf } from "../../src/poker/fair-deck/deck-key.ts";

const ALMOST_ALL_ONES = [0xff, 0xff, 0xff, 0xff];

describe("a fresh deck", () => {
  it("has 52 different cards", () => {
    expect(new Set(freshDeck("standard")).size).toBe(52);
  });

  it("has 36 different cards from six to ace when short", () => {
    const deck = freshDeck("short");
    expect(new Set(deck).size).toBe(36);
    expect(deck.some((card) => "2345".includes(card[0]!))).toBe(false);
  });
});

describe("a shuffle", () => {
  it("keeps every card once", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 256, maxLength: 256 }),
        fc.constantFrom("standard", "short"),
        (entropy, name) => {
          const deck = freshDeck(name);
          expect(shuffle(deck, entropy).toSorted()).toEqual(deck.toSorted());
        },
      ),
    );
  });

  it("leaves the deck that it was given as it is", () => {
    const deck = freshDeck("standard");
    shuffle(deck, entropyOf("seed 1"));
    expect(deck).toEqual(freshDeck("standard"));
  });

  it("rejects a word that would favour some cards", () => {
    const entropy = entropyOf("seed 1");
    // 2^32 mod 52 is 48: the 48 highest words have no fair share.
    const withBiasedWord = Uint8Array.from([...ALMOST_ALL_ONES, ...entropy]);
    expect(shuffle(freshDeck("standard"), withBiasedWord)).toEqual(shuffle(freshDeck("standard"), entropy));
  });

  it("takes the highest word that is fair", () => {
    const entropy = entropyOf("seed 1");
    const highestFair = Uint8Array.from(entropy);
    new DataView(highestFair.buffer).setUint32(0, 2 ** 32 - 48 - 1, true);
    const deck = freshDeck("standard");
    // The highest fair word draws the last place: the last card stays where it is.
    expect(shuffle(deck, highestFair).at(-1)).toBe("As");
  });

  it("reads only its own part of a shared buffer", () => {
    const entropy = entropyOf("seed 1");
    const shared = Uint8Array.from([1, 2, 3, ...entropy]).subarray(3);
    expect(shuffle(freshDeck("standard"), shared)).toEqual(shuffle(freshDeck("standard"), entropy));
  });

  it("throws when the entropy runs out", () => {
    const used = entropyOf("seed 1");
    expect(() => shuffle(freshDeck("standard"), used.subarray(0, 200))).toThrow("entropy exhausted");
    expect(shuffle(freshDeck("standard"), used.subarray(0, 204))).toHaveLength(52);
  });

  it("brings every card to every place equally often", () => {
    const shuffles = 20_800;
    const deck = freshDeck("standard");
    const seen = Array.from({ length: 52 }, () => new Map<string, number>());
    for (let handNo = 0; handNo < shuffles; handNo++) {
      shuffle(deck, entropyOf(`uniformity ${handNo}`)).forEach((card, place) => {
        seen[place]!.set(card, (seen[place]!.get(card) ?? 0) + 1);
      });
    }
    const expected = shuffles / 52;
    const chiSquare = seen
      .flatMap((counts) => deck.map((card) => ((counts.get(card) ?? 0) - expected) ** 2 / expected))
      .reduce((sum, part) => sum + part);
    // 51 × 51 degrees of freedom: mean 2,601, standard deviation 72.
    expect(chiSquare).toBeGreaterThan(2601 - 4 * 72);
    expect(chiSquare).toBeLessThan(2601 + 4 * 72);
  });

  it("lets neighbours part: each card follows each other card equally often", () => {
    const shuffles = 20_400;
    const deck = freshDeck("short");
    const followed = new Map<string, number>();
    for (let handNo = 0; handNo < shuffles; handNo++) {
      const cards = shuffle(deck, entropyOf(`neighbours ${handNo}`));
      cards.slice(1).forEach((card, at) => {
        const pair = `${cards[at]}${card}`;
        followed.set(pair, (followed.get(pair) ?? 0) + 1);
      });
    }
    const expected = (shuffles * 35) / (36 * 35);
    const chiSquare = [...followed.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(followed.size).toBe(36 * 35);
    expect(Math.abs(chiSquare - 1259)).toBeLessThan(4 * 50.2);
  });
});
