import { describe, expect, it } from "@jest/globals";
import type { Delivery } from "../../src/rooms/coalesce.ts";
import { wavesOf } from "../../src/rooms/waves.ts";
import { announcement, whisper } from "./lane-in-test.ts";

const deliveries = (...messages: readonly ReturnType<typeof announcement>[]): readonly Delivery[] =>
  messages.map((message, at) => ({ entry: { ...message, id: `${at}` }, ids: [`${at}`] }));
const wavesIn = (...messages: readonly ReturnType<typeof announcement>[]) =>
  wavesOf(deliveries(...messages)).map((wave) => wave.map(({ entry }) => entry.message));

describe("what may go out together", () => {
  it("is what one commit whispers to several players", () => {
    expect(wavesIn(whisper(1, "ann", "a"), whisper(1, "bob", "b"), whisper(1, "cat", "c"))).toEqual([
      ["a", "b", "c"],
    ]);
  });

  it("is nothing of two commits", () => {
    expect(wavesIn(whisper(1, "ann", "a"), whisper(2, "bob", "b"))).toEqual([["a"], ["b"]]);
  });

  it("is nothing that more than one player hears", () => {
    expect(wavesIn(announcement(1), whisper(1, "ann", "a"), announcement(1), announcement(1))).toEqual([
      ["no 1"],
      ["a"],
      ["no 1"],
      ["no 1"],
    ]);
  });

  it("is nothing when there is nothing", () => {
    expect(wavesIn()).toEqual([]);
  });
});
