import { describe, expect, it } from "@jest/globals";
import { potOf } from "../../../../../src/demo/page/ui/model/bet-sizes.ts";
import { momentOf } from "../../../../../src/demo/page/ui/model/replay-scene.ts";
import { KeptTable } from "../../gallery/kept-table.ts";

async function replayed(me: string) {
  const table = new KeptTable({ seed: "replay", autoStart: false }).join("Ann", "Bob", "Cid");
  table.askAsHost("house", { type: "start" }).foldRound();
  const replay = await table.reads(me).replay(1);
  if (!replay.ok) throw new Error("no replay");
  return { replay: replay.value, now: table.table };
}

describe("a moment of a finished hand", () => {
  it("is a table with the names and every chip of that time", async () => {
    const { replay, now } = await replayed("Ann");
    replay.steps.forEach((_, at) => {
      const { table } = momentOf(replay, at, now, "Ann");
      expect(table.seats.map(({ name }) => name).sort()).toEqual(["Ann", "Bob", "Cid"]);
      const stacks = table.seats.reduce((sum, { stack }) => sum + stack, 0);
      expect(stacks + potOf(table)).toBe(600);
    });
  });

  it("has the reader's own cards once they were dealt, and nobody else's", async () => {
    const { replay, now } = await replayed("Ann");
    const before = momentOf(replay, 0, now, "Ann");
    const after = momentOf(replay, replay.steps.length - 1, now, "Ann");
    expect(before.you?.cards).toEqual([]);
    expect(after.you?.cards).toHaveLength(2);
    expect(after.table.seats.map(({ cards }) => cards)).toEqual([null, null, null]);
    expect(momentOf(replay, 0, now, "Zoe").you).toBeNull();
  });
});
