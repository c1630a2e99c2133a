import { describe, expect, it } from "@jest/globals";
import { readArguments } from "../../src/demo/arguments.ts";

describe("readArguments", () => {
  it("plays on with four bots at a human pace by default", () => {
    expect(readArguments([])).toEqual({
      wanted: "demo",
      arguments: { headless: false, hands: null, players: 4, variant: "nlhe", seed: null, speed: 1 },
    });
  });

  it("ends a headless demo after twenty hands unless told otherwise", () => {
    expect(readArguments(["--headless"])).toMatchObject({ arguments: { headless: true, hands: 20 } });
    expect(readArguments(["--headless", "--hands", "3"])).toMatchObject({ arguments: { hands: 3 } });
  });

  it("takes every option", () => {
    const args = "--hands 7 --players 6 --variant plo --seed abc --speed 2.5".split(" ");
    expect(readArguments(args)).toEqual({
      wanted: "demo",
      arguments: { headless: false, hands: 7, players: 6, variant: "plo", seed: "abc", speed: 2.5 },
    });
  });

  it("names every fault at once", () => {
    const args = "--hands 0 --players 12 --variant snap --speed fast --seed=".split(" ");
    expect(readArguments(args)).toEqual({
      wanted: "nothing",
      faults: [
        "--hands must be a whole number from 1 to 100000",
        "--players must be a whole number from 2 to 9",
        "--variant must be one of nlhe, flhe, plo, plo5, plo8, flo8, shortdeck",
        "--speed must be a number from 0.1 to 1000",
        "--seed must not be empty",
      ],
    });
  });

  it.each([["--hnads"], ["twenty"], ["--hands"]])("refuses %s", (argument) => {
    expect(readArguments([argument])).toMatchObject({
      wanted: "nothing",
      faults: [expect.stringContaining(argument)],
    });
  });

  it("helps", () => {
    expect(readArguments(["--help"])).toEqual({ wanted: "help" });
  });
});
