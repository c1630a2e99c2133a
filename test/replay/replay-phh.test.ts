import { describe, expect, it } from "@jest/globals";
import { replayPhh } from "../../src/replay/replay-phh.ts";

const hand = {
  variant: "NT",
  antes: [0, 0, 0],
  blinds_or_straddles: [0.5, 1, 0],
  min_bet: 1,
  starting_stacks: [100, 100.25, 100],
  actions: [
    "d dh p1 ????",
    "d dh p2 ????",
    "d dh p3 AhAd",
    "p3 cbr 3.00",
    "p1 f",
    "p2 cc",
    "d db 2c7d9h",
    "p2 cc",
    "p3 cc",
    "d db Tc",
    "p2 cc",
    "p3 cc",
    "d db Js",
    "p2 cc",
    "p3 cc",
    "p2 sm ????",
    "p3 sm AhAd",
  ],
};
const differences = (value: object) => {
  const outcome = replayPhh(value, "hand");
  return outcome.kind === "failed" ? outcome.differences.join("\n") : outcome.kind;
};

describe("a PHH hand", () => {
  it("replays fractions of chips, and unknown cards lose to the ones that were shown", () => {
    expect(differences({ ...hand, finishing_stacks: [99.5, 97.25, 103.5] })).toBe("passed");
    expect(differences({ ...hand, finishing_stacks: [99.5, 103.75, 97] })).toContain("finishing_stacks");
  });

  it("names a variant that we do not play", () => {
    expect(replayPhh({ ...hand, variant: "F2L3D" }, "hand")).toEqual({
      kind: "skipped",
      name: "hand",
      reason: "variant F2L3D",
    });
  });

  it("fails on an action that it cannot read or that is not legal", () => {
    expect(differences({ ...hand, actions: ["p3 stands up"] })).toContain('cannot read "p3 stands up"');
    expect(differences({ ...hand, actions: ["p3 cbr 1.5"] })).toContain("refused on the preflop");
    expect(differences({ ...hand, actions: ["p1 cc"] })).toContain("refused on the preflop");
    expect(differences({ ...hand, actions: ["p3 f"] })).toContain("not over");
    expect(differences({ ...hand, antes: "none" })).toContain("antes");
  });

  it("a site's winnings are what the winner got less the rake, at most a twentieth and half a unit", () => {
    expect(differences({ ...hand, winnings: [0, 0, 6.2] })).toBe("passed");
    expect(differences({ ...hand, winnings: [0, 0, 6.5] })).toBe("passed");
    expect(differences({ ...hand, winnings: [0, 0, 5] })).toContain("winnings[2]");
    expect(differences({ ...hand, winnings: [0, 0, 7] })).toContain("winnings[2]");
    expect(differences({ ...hand, winnings: [0, 6.2, 0] })).toContain("winnings[1]");
  });

  it("Absolute Poker counts a walk with the whole small blind", () => {
    const walk = { ...hand, actions: ["p3 f", "p1 f"], winnings: [0, 1.5, 0] };
    expect(differences({ ...walk, venue: "Absolute Poker" })).toBe("passed");
    expect(differences(walk)).toContain("winnings[1]");
  });

  it("Absolute Poker leaves out the big blind that a newcomer posted and folded", () => {
    const won = { ...hand, actions: ["p3 cbr 3", "p1 f", "p2 f"], winnings: [0, 0, 3.5] };
    expect(differences({ ...won, venue: "Absolute Poker" })).toBe("passed");
    expect(differences(won)).toContain("winnings[2]");
    expect(differences({ ...won, venue: "Absolute Poker", winnings: [0, 0, 4] })).toContain("winnings[2]");
  });

  it("a negative blind is dead", () => {
    const dead = { ...hand, blinds_or_straddles: [0.5, 1, -0.5], actions: ["p3 f", "p1 f"] };
    expect(differences({ ...dead, finishing_stacks: [99.5, 101.25, 99.5] })).toBe("passed");
  });
});
