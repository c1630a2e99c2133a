import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import {
  changesOf,
  type HostOption,
  type OptionName,
  type OptionValue,
  settingsOf,
  wishFault,
} from "../../../../../src/demo/page/ui/model/host-option.ts";
import { HOST_OPTIONS } from "../../../../../src/demo/page/ui/model/host-options.ts";
import { configureSchema } from "../../../../../src/poker/configure-command.ts";
import { TableInTest, tableWith } from "../../../../poker/table-in-test.ts";

const options = HOST_OPTIONS.flatMap((group) => group.options);
const byName = new Map(options.map((option) => [option.name, option]));

interface Bounds {
  readonly type: string;
  readonly enum?: readonly OptionValue[];
  readonly minimum?: number;
  readonly maximum?: number;
}
const { type: _, ...members } = z.toJSONSchema(configureSchema).properties as Record<string, Bounds>;

/** As the schema would say it. */
function boundsOf(option: HostOption | undefined): Bounds | undefined {
  if (option === undefined) return undefined;
  if (option.kind === "switch") return { type: "boolean" };
  if (option.kind === "text") return { type: "string" };
  if (option.kind === "number") {
    const { min: minimum, max: maximum, isFraction = false } = option;
    return { type: isFraction ? "number" : "integer", minimum, maximum };
  }
  const values = option.choices.map(([value]) => value);
  return { type: typeof values[0], enum: values };
}

describe("the host panel's fields", () => {
  it("are all that can be configured, each once", () => {
    expect(options.map(({ name }) => name).toSorted()).toEqual(Object.keys(members).toSorted());
  });

  it.each(Object.entries(members))(
    "have the kind, the choices and the bounds of the schema: %s",
    (name, bounds) => {
      const choices = bounds.enum === undefined ? {} : { enum: expect.arrayContaining([...bounds.enum]) };
      expect(boundsOf(byName.get(name as OptionName))).toEqual({ ...bounds, ...choices });
      if (bounds.enum !== undefined)
        expect(boundsOf(byName.get(name as OptionName))?.enum).toHaveLength(bounds.enum.length);
    },
  );

  it("have a label each, and say in a few words how it is now", () => {
    expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
    const settings = settingsOf(tableWith(["Ann", "Bob"]).table);
    expect(HOST_OPTIONS.map(({ now }) => now(settings))).toEqual([
      "No-limit hold’em, 1/2",
      "9 seats, a host deals",
      "40 to 400, usually 200",
      "30 a turn, 60 in the bank",
      "off; in a sit and go every 300 seconds",
      "off, a cash game",
      "none of them",
      "beaten hands mucked",
    ]);
  });
});

describe("a host's settings", () => {
  const settings = settingsOf(tableWith(["Ann", "Bob"]).table);
  const wishing = (wishes: Partial<Record<OptionName, OptionValue>>) =>
    changesOf(settings, new Map(Object.entries(wishes) as [OptionName, OptionValue][]));

  it("are sent only when they are another", () => {
    expect(wishing({})).toBeNull();
    expect(wishing({ ante: 0, autoMuck: true, minPlayers: 2 })).toBeNull();
    expect(wishing({ ante: 1, runItTwice: true, seats: 9 })).toEqual({ ante: 1, runItTwice: true });
  });

  it("show what the table leaves out, and what waits for the end of the hand", () => {
    const table = new TableInTest({ minPlayers: 2 }).joinAs("Ann", { isHost: true }).join("Bob");
    table.ask("Ann", { type: "configure", minPlayers: 3, straddle: "utg" });
    expect(table.table.pending).toBeDefined();
    expect(settingsOf(table.table)).toMatchObject({
      autoSeat: true,
      minPlayers: 3,
      straddle: "utg",
      awaySeatSeconds: 600,
      bombPotBlinds: 2,
    });
  });

  it("are told to be wrong before they are sent, where a number is none or out of bounds", () => {
    const fault = (name: OptionName, value: OptionValue) => wishFault(byName.get(name) as HostOption, value);
    expect(fault("seats", 11)).toBe("A whole number from 2 to 10.");
    expect(fault("seats", 2.5)).toBe("A whole number from 2 to 10.");
    expect(fault("turnSeconds", Number.NaN)).toBe("A number from 0.1 to 86,400.");
    expect([fault("seats", 6), fault("turnSeconds", 7.5), fault("mode", "cash")]).toEqual([null, null, null]);
  });
});
