import { describe, expect, it } from "@jest/globals";
import { placeOfSeat, seatPlaces } from "../../../../../src/demo/page/ui/model/seat-places.ts";

const SEATS = [2, 3, 4, 5, 6, 7, 8, 9, 10];
const SHAPES = ["portrait", "landscape"] as const;

describe("the places of seats", () => {
  it.each(SHAPES)("has one for each seat, all on the felt, %s", (shape) => {
    for (const count of SEATS) {
      const places = seatPlaces(count, shape);
      expect(places).toHaveLength(count);
      for (const { pod, bet } of places)
        for (const at of [pod.x, pod.y, bet.x, bet.y]) {
          expect(at).toBeGreaterThan(5);
          expect(at).toBeLessThan(95);
        }
    }
  });

  it.each(SHAPES)("puts the reader at the bottom, and the next seat clockwise on the left, %s", (shape) => {
    for (const count of SEATS) {
      const [own, next] = seatPlaces(count, shape);
      expect(own?.pod.x).toBeCloseTo(50);
      expect(own?.pod.y).toBeGreaterThan(80);
      if (count > 2) expect(next?.pod.x).toBeLessThan(50);
    }
  });

  it.each(SHAPES)("is the same on the left and on the right, %s", (shape) => {
    for (const count of SEATS) {
      const [, ...others] = seatPlaces(count, shape);
      const mirrored = others.map(({ pod }) => ({ x: 100 - pod.x, y: pod.y })).reverse();
      others.forEach(({ pod }, index) => {
        expect(pod.x).toBeCloseTo(mirrored[index]?.x ?? 0, 0);
        expect(pod.y).toBeCloseTo(mirrored[index]?.y ?? 0, 0);
      });
    }
  });

  it.each(SHAPES)("puts every bet between its seat and the middle, %s", (shape) => {
    for (const count of SEATS)
      for (const { pod, bet } of seatPlaces(count, shape)) {
        const toMiddle = (place: typeof pod) => Math.hypot(place.x - 50, place.y - 46);
        expect(toMiddle(bet)).toBeLessThan(toMiddle(pod));
      }
  });
});

describe("the place of a seat", () => {
  it("counts clockwise from the reader's own", () => {
    expect([4, 5, 6, 1, 2, 3].map((seat) => placeOfSeat(seat, 4, 6))).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
