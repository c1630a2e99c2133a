import { describe, expect, it } from "@jest/globals";
import { readArguments } from "../../src/demo/arguments.ts";

describe("readArguments", () => {
  const terminal = { mode: "terminal", port: null, isReal: false };

  it("opens a page by default", () => {
    const more = { hands: null, players: 4, variant: "nlhe", seed: null, speed: 1 };
    expect(readArguments([])).toEqual({
      wanted: "demo",
      arguments: { mode: "page", port: null, isReal: false, ...more },
    });
  });

  it("takes the page's options", () => {
    expect(readArguments(["--real", "--port", "8080"])).toMatchObject({
      arguments: { mode: "page", port: 8080, isReal: true },
    });
  });

  it("plays on with four bots at a human pace in the terminal", () => {
    expect(readArguments(["--terminal"])).toMatchObject({
      arguments: { ...terminal, hands: null, players: 4 },
    });
  });

  it.each([
    ["--hands 3", "--hands belongs to --headless and --terminal"],
    ["--players 3", "--players belongs to --headless and --terminal"],
    ["--headless --port 80", "--port belongs to the page"],
    ["--terminal --real", "--real belongs to the page"],
    ["--terminal --headless", "--headless or --terminal, not both"],
  ])("refuses %s", (args, fault) => {
    expect(readArguments(args.split(" "))).toEqual({ wanted: "nothing", faults: [fault] });
  });

  it("ends a headless demo after twenty hands unless told otherwise", () => {
    expect(readArguments(["--headless"])).toMatchObject({ arguments: { mode: "headless", hands: 20 } });
    expect(readArguments(["--headless", "--hands", "3"])).toMatchObject({ arguments: { hands: 3 } });
  });

  it("takes every option", () => {
    const args = "--terminal --hands 7 --players 6 --variant plo --seed abc --speed 2.5".split(" ");
    expect(readArguments(args)).toEqual({
      wanted: "demo",
      arguments: { ...terminal, hands: 7, players: 6, variant: "plo", seed: "abc", speed: 2.5 },
    });
  });

  it("names every fault at once", () => {
    const args = "--terminal --hands 0 --players 12 --variant snap --speed fast --seed=".split(" ");
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
