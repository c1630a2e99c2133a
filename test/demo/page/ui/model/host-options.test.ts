import { describe, expect, it } from "@jest/globals";
import { changesOf, HOST_OPTIONS, optionValue } from "../../../../../src/demo/page/ui/model/host-options.ts";
import { playerCommandSchema } from "../../../../../src/poker/table-command.ts";
import { tableWith } from "../../../../poker/table-in-test.ts";

const { config } = tableWith(["Ann", "Bob"]).table;
const options = HOST_OPTIONS.flatMap((group) => group.options);

describe("a host's settings", () => {
  it("are sent only when they are another", () => {
    expect(changesOf(config, new Map())).toBeNull();
    expect(changesOf(config, new Map([["ante", 0]]))).toBeNull();
    expect(
      changesOf(
        config,
        new Map<"ante" | "runItTwice", number | boolean>([
          ["ante", 1],
          ["runItTwice", true],
        ]),
      ),
    ).toEqual({
      ante: 1,
      runItTwice: true,
    });
  });

  it("show what the table leaves out as it is by default", () => {
    const values = Object.fromEntries(options.map((option) => [option.name, optionValue(config, option)]));
    expect(values).toMatchObject({
      variant: "nlhe",
      straddle: "off",
      autoMuck: true,
      awaySeatSeconds: 600,
      seats: 9,
    });
  });

  it("are all known to the table, with the values that are offered", () => {
    for (const option of options) {
      const values = option.kind === "choice" ? Object.keys(option.choices) : [optionValue(config, option)];
      for (const value of values)
        expect(
          playerCommandSchema.safeParse({ type: "configure", [option.name]: value }).error,
        ).toBeUndefined();
    }
  });
});
