import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { NOBODY } from "../../src/rooms/presence.ts";
import type { RoomState } from "../../src/rooms/room-state.ts";
import { stateJson } from "../../src/rooms/state-json.ts";

function stateWith(game: unknown): RoomState {
  return { schema: 1, store: "origin", presence: NOBODY, game };
}

describe("the JSON of a state", () => {
  it("is what JSON.stringify gives, however often parts of it were written before", () => {
    const member = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    const games = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), member));
    fc.assert(
      fc.property(games, fc.array(fc.tuple(fc.string(), member), { maxLength: 4 }), (game, changes) => {
        let state = stateWith(game);
        for (const [name, value] of [...changes, ...changes]) {
          expect(stateJson(state)).toBe(JSON.stringify(state));
          state = { ...state, game: { ...(state.game as object), [name]: value } };
        }
        expect(stateJson(state)).toBe(JSON.stringify(state));
      }),
    );
  });

  it("writes a part that stays for good twice at most", () => {
    let times = 0;
    const people = [
      {
        toJSON() {
          times += 1;
          return "ann";
        },
      },
    ];
    for (const handNo of [1, 2, 3, 4])
      expect(stateJson(stateWith({ handNo, people }))).toContain(`{"handNo":${handNo},"people":["ann"]}`);
    expect(times).toBe(2);
  });
});
