import { describe, expect, it } from "@jest/globals";
import { type Leaver, placesOf } from "../../../src/poker/tournament/places.ts";
import { id } from "../table-in-test.ts";

function leaver(name: string, chipsAtStart: number, chipsLeft = 0): Leaver {
  return { seat: 1, player: id(name), chipsAtStart, chipsLeft };
}

const places = (leavers: readonly Leaver[], survivors: number) =>
  placesOf(leavers, survivors).map(({ leaver: { player }, place }) => [player, place]);

describe("those who are out in one hand", () => {
  it("RR, tournaments: rank by their chips at its start, the worst named first", () => {
    const two = [leaver("ann", 300), leaver("bob", 500), leaver("cyd", 100)];
    expect(places(two, 2)).toEqual([
      ["cyd", 5],
      ["ann", 4],
      ["bob", 3],
    ]);
  });

  it("share a place when those were equal", () => {
    const all = [leaver("ann", 200), leaver("bob", 200), leaver("cyd", 100)];
    expect(places(all, 1)).toEqual([
      ["cyd", 4],
      ["bob", 2],
      ["ann", 2],
    ]);
  });

  it("are behind who was removed with chips left", () => {
    expect(places([leaver("ann", 900), leaver("bob", 500, 1)], 3)).toEqual([
      ["ann", 5],
      ["bob", 4],
    ]);
  });

  it("end the tournament when nobody is left: the best of them has won", () => {
    expect(places([leaver("ann", 900, 900), leaver("bob", 500, 500)], 0)).toEqual([
      ["bob", 2],
      ["ann", 1],
    ]);
  });
});
