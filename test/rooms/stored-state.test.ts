import { describe, expect, it } from "@jest/globals";
import { type AnyGame, newRoom, type RoomState } from "../../src/rooms/room-state.ts";
import { gameIn, readState } from "../../src/rooms/stored-state.ts";
import { highestNumber } from "../fakes/highest-number.ts";

const game = highestNumber as AnyGame;
const state = newRoom(game, { roundMs: 1000 }, "origin");
const stored = (changes: object): string => JSON.stringify({ ...state, ...changes });

describe("a stored room", () => {
  it("is read as it was written", () => {
    expect(readState(JSON.stringify(state), game)).toEqual(state);
    expect(state).toMatchObject({ schema: 2, plays: { name: "highest-number", schema: 1 } });
  });

  it("of schema 1 is one of poker", () => {
    const poker = { ...game, name: "poker" };
    const { plays: _, ...older } = state;
    const text = JSON.stringify({ ...older, schema: 1 });
    expect(gameIn(text)).toBe("poker");
    expect(readState(text, poker)).toEqual({ ...state, plays: { name: "poker", schema: 1 } });
  });

  it("that a newer Croupier wrote is refused", () => {
    expect(() => readState(stored({ schema: 3 }), game)).toThrow("a newer Croupier wrote it");
    expect(() => gameIn(stored({ schema: 3 }))).toThrow("a newer Croupier wrote it");
    const newer = stored({ plays: { name: "highest-number", schema: 2 } });
    expect(() => readState(newer, game)).toThrow(
      "the state of highest-number has schema 2, this process knows 1",
    );
  });

  it("of another game is refused", () => {
    expect(() => readState(stored({ plays: { name: "chess", schema: 1 } }), game)).toThrow(
      "the room plays chess",
    );
  });

  it("with an older state of its game is brought up by the game, once", () => {
    const grown: AnyGame = {
      ...game,
      schema: 3,
      migrate: (older, schema) => ({ ...(older as object), grownFrom: schema }),
    };
    const read = readState(JSON.stringify(state), grown) as RoomState & { readonly game: object };
    expect(read.plays).toEqual({ name: "highest-number", schema: 3 });
    expect(read.game).toEqual({ ...(state.game as object), grownFrom: 1 });
    expect(readState(JSON.stringify(read), grown)).toEqual(read);
  });

  it("cannot be older than a game that forgot how to read it", () => {
    expect(() => readState(JSON.stringify(state), { ...game, schema: 2 })).toThrow(
      "cannot read its own schema 1",
    );
  });
});
