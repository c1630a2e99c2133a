import { describe, expect, it } from "@jest/globals";
import { assert, property } from "fast-check";
import { parse } from "smol-toml";
import type { HandEvent } from "../../src/poker/hand-event.ts";
import { parsePhhAction } from "../../src/poker/phh.ts";
import { writePhh } from "../../src/poker/write-phh.ts";
import { inWholeChips, phhRecord } from "../../src/replay/phh-record.ts";
import { playPhh, replayPhh } from "../../src/replay/replay-phh.ts";
import { play } from "./hand-in-test.ts";
import { playRandomly, randomHands } from "./random-hand.ts";

const HANDS = 1_000;
const everyone = { knows: () => true };

describe("a hand written as PHH", () => {
  const given = { stacks: [200, 200, 200], cards: ["AhAd", "KhKd", "QhQd"], board: "2s7d9hJc3c" };
  const { events } = play(given, "3 raise 6", "1 call", "2 fold", "1 check", "3 bet 8", "1 fold");

  it("is TOML that other programs read", () => {
    expect(writePhh(events, everyone)).toBe(
      [
        'variant = "NT"',
        "antes = [0, 0, 0]",
        "blinds_or_straddles = [1, 2, 0]",
        "min_bet = 2",
        "starting_stacks = [200, 200, 200]",
        'actions = ["d dh p1 AhAd", "d dh p2 KhKd", "d dh p3 QhQd", "p3 cbr 6", "p1 cc", "p2 f", "d db 2s7d9h", "p1 cc", "p3 cbr 8", "p1 f"]',
        "hand = 1",
        "seats = [1, 2, 3]",
        "finishing_stacks = [194, 198, 208]",
        "",
      ].join("\n"),
    );
  });

  it("tells only the cards that its reader may see", () => {
    const text = writePhh(events, { knows: (seat) => seat === 1 });
    expect(text).toContain("d dh p1 AhAd");
    expect(text).toContain("d dh p2 ????");
    expect(text).not.toMatch(/Kh|Kd|Qh|Qd|Jc|3c/);
  });

  it("tells what was shown to everybody", () => {
    const shown = play({ ...given, stacks: [200, 200] }, "2 allIn", "1 call");
    const text = writePhh(shown.events);
    expect(text).toContain('"d dh p1 AhAd", "d dh p2 KhKd"');
    expect(text).toContain('"p1 sm AhAd", "p2 sm KhKd", "d db 2s7d9h", "d db Jc", "d db 3c"');
  });

  it("says when and who, whatever the names are", () => {
    const nameOf = (seat: number) => ['"Ann" \\', "b\u0000\u007f\ud800", "Zoë 🃏"][seat - 1] ?? "";
    const text = writePhh(events, { nameOf, playedAtMs: Date.UTC(2030, 0, 2, 3, 4, 5) });
    expect(parse(text)).toMatchObject({
      players: ['"Ann" \\', "b\u0000\u007f\ufffd", "Zoë 🃏"],
      day: 2,
      month: 1,
      year: 2030,
      time_zone: "UTC",
    });
  });

  it("has no finishing stacks before the end", () => {
    expect(writePhh(play(given, "3 call").events)).not.toContain("finishing_stacks");
  });

  it("reads back to the same hand", () => {
    assert(
      property(randomHands, (random) => {
        const played = playRandomly(random);
        const file = phhRecord.parse(parse(writePhh(played.events, everyone)));
        const replay = playPhh(inWholeChips(file), random.setup.variant, file._runout_count ?? 1);
        expect(replay).toEqual({
          ok: true,
          hand: { ...played.hand, deck: expect.anything() },
          events: expect.anything(),
        });
        if (replay.ok) expect(replay.events.map(withoutDeck)).toEqual(played.events.map(withoutDeck));
      }),
      { numRuns: HANDS },
    );
  }, 60_000);

  it("passes its own replay, and only with its own result", () => {
    assert(
      property(randomHands, (random) => {
        const file = parse(writePhh(playRandomly(random).events, everyone));
        expect(replayPhh(file, "hand")).toEqual({ kind: "passed" });
        const stacks = (file["finishing_stacks"] as number[]).with(0, 1_000_000);
        expect(replayPhh({ ...file, finishing_stacks: stacks }, "hand").kind).toBe("failed");
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("has only actions that we read", () => {
    assert(
      property(randomHands, (random) => {
        const file = phhRecord.parse(parse(writePhh(playRandomly(random).events)));
        expect(file.actions.filter((action) => parsePhhAction(action) === null)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

// The cards that were never dealt are in no history.
function withoutDeck(event: HandEvent): unknown {
  return event.type === "DeckShuffled" ? { type: event.type } : event;
}
