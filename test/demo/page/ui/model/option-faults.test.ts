import { describe, expect, it } from "@jest/globals";
import { optionFaults } from "../../../../../src/demo/page/ui/model/option-faults.ts";

const refused = (code: string, more: object = {}) => ({
  code,
  detail: "It is not so.",
  status: 409,
  ...more,
});
const said = (
  problem: Parameters<typeof optionFaults>[0],
  changes: Parameters<typeof optionFaults>[1] = {},
) => {
  const { byOption, rest } = optionFaults(problem, changes);
  return [Object.fromEntries(byOption), rest];
};

describe("a refused setting", () => {
  it("is told beside it, with the names that a host reads", () => {
    const faults = [
      { path: "smallBlind", message: "must not exceed bigBlind" },
      { path: "straddle", message: "is not for a sit and go" },
    ];
    expect(said(refused("bad_configuration", { faults }))).toEqual([
      { smallBlind: "Must not exceed “Big blind”.", straddle: "Is not for a sit and go." },
      null,
    ]);
  });

  it("is told beside the one that it is about where the table names none", () => {
    expect(said(refused("seats_occupied", { least: 4 }))).toEqual([
      { seats: "It is not so. At least 4 seats are needed." },
      null,
    ]);
    expect(said(refused("table_occupied"), { mode: "sitAndGo" })).toEqual([
      { mode: "It is not so. It can be changed while nobody does." },
      null,
    ]);
  });

  it("is told below all of them when it is about none alone", () => {
    expect(said(refused("tournament_running"))).toEqual([{}, "It is not so."]);
    expect(said(refused("malformed", { faults: [{ path: "id", message: "is no uuid" }] }))).toEqual([
      {},
      "It is not so. id: is no uuid.",
    ]);
  });
});
