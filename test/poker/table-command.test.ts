import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { REFUSAL_REASONS } from "../../src/poker/refusal.ts";
import { parseCommand, playerCommandSchema } from "../../src/poker/table-command.ts";

describe("a command's shape", () => {
  it.each([
    { type: "act", turn: "1-0", action: "raise", to: 4 },
    { type: "act", turn: "1-0", action: "fold" },
    { type: "sit" },
    { type: "sit", seat: 3, buyIn: 100 },
    { type: "stand" },
    { type: "sitOut" },
    { type: "sitIn" },
    { type: "sitIn", post: true },
    { type: "topUp", chips: 5 },
    { type: "show" },
    { type: "show", cards: ["Ah"] },
    { type: "rabbit" },
    { type: "configure", smallBlind: 5, bigBlind: 10, turnSeconds: 0.5, rabbitHunt: true },
    { type: "preAct", hand: 1, action: "checkFold" },
    { type: "enlist" },
    { type: "unlist" },
    { type: "straddle", on: true },
    { type: "runTwice", agree: true },
    { type: "chooseVariant", variant: "plo" },
    { type: "configure", levels: "1/2,2/4/1", levelSeconds: 600 },
    { type: "start" },
    { type: "pause" },
    { type: "resume" },
    { type: "kick", player: "ann" },
    { type: "setStack", player: "ann", chips: 0 },
    { type: "transferHost", player: "ann" },
  ])("%j is taken as it is", (command) => {
    expect(parseCommand(command)).toEqual({ ok: true, command });
  });

  it.each([
    [null, [""]],
    [{}, ["type"]],
    [{ type: "deadlinePassed", id: "turn-1-0" }, ["type"]],
    [{ type: "act" }, ["turn", "action"]],
    [{ type: "act", turn: "1-0", action: "raise", to: 1.5 }, ["to"]],
    [{ type: "act", turn: "1-0", action: "raise", to: -4 }, ["to"]],
    [{ type: "act", turn: "1-0", action: "shove" }, ["action"]],
    [{ type: "topUp", chips: "5" }, ["chips"]],
    [{ type: "topUp", chips: 2e9 }, ["chips"]],
    [{ type: "stand", seat: 1, why: "bored" }, ["seat", "why"]],
    [{ type: "kick", player: "" }, ["player"]],
    [{ type: "configure", levels: "4/2" }, ["levels"]],
    [{ type: "configure", levels: "1/2,,4/8" }, ["levels"]],
    [{ type: "show", cards: [] }, ["cards"]],
    [{ type: "configure", seats: 11, ante: -1, turnSeconds: 0 }, ["seats", "ante", "turnSeconds"]],
    [{ type: "configure", seed: "mine", smallBlind: 0.5 }, ["smallBlind", "seed"]],
    [{ type: "show", cards: ["1h"] }, ["cards.0"]],
  ])("%j is refused at %j", (body, paths) => {
    const parsed = parseCommand(body);
    expect(parsed.ok ? [] : parsed.faults.map(({ path }) => path)).toEqual(paths);
  });
});

describe("docs/commands.md", () => {
  const text = readFileSync(new URL("../../docs/commands.md", import.meta.url), "utf8");

  it("names every reason for a refusal", () => {
    expect(REFUSAL_REASONS.filter((reason) => !text.includes(`| \`${reason}\``))).toEqual([]);
  });

  const types = playerCommandSchema.options.map(({ shape }) => shape.type.value);

  it("names every command", () => {
    expect(types.filter((type) => !text.includes(`| \`${type}\``))).toEqual([]);
  });

  it("is as complete as the overview in docs/http.md", () => {
    const http = readFileSync(new URL("../../docs/http.md", import.meta.url), "utf8");
    const rows = http.split("| `type` | members |")[1]?.split("\n\n")[0] ?? "";
    const named = rows
      .split("\n")
      .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, type]) => type!));
    expect(named.toSorted()).toEqual(types.toSorted());
  });
});
