import { describe, expect, it } from "@jest/globals";
import { cardInWords, cardsInSigns } from "../../../../../src/demo/page/ui/model/card-words.ts";
import {
  chipText,
  discCount,
  shortChipText,
  signedChipText,
} from "../../../../../src/demo/page/ui/model/chips.ts";
import { problemWords } from "../../../../../src/demo/page/ui/model/problem-words.ts";
import { seatBadge, seatInWords } from "../../../../../src/demo/page/ui/model/seat-words.ts";
import { stakesText } from "../../../../../src/demo/page/ui/model/variant-words.ts";
import { tableWith } from "../../../../poker/table-in-test.ts";

describe("words", () => {
  it("name cards", () => {
    expect([cardInWords("Ah"), cardInWords("Tc"), cardInWords("2d")]).toEqual([
      "ace of hearts",
      "ten of clubs",
      "two of diamonds",
    ]);
    expect(cardsInSigns(["Ts", "Qh"])).toBe("10♠ Q♥");
  });

  it("write chips, shorter where it is narrow and never more than there are", () => {
    expect([chipText(1250), signedChipText(120), signedChipText(-40), signedChipText(0)]).toEqual([
      "1,250",
      "+120",
      "−40",
      "0",
    ]);
    expect([9999, 12_590, 999_999, 3_260_000].map(shortChipText)).toEqual(["9,999", "12.5K", "999K", "3.2M"]);
    expect([2, 10, 50, 500].map((chips) => discCount(chips, 2))).toEqual([1, 2, 3, 4]);
  });

  it("say of a seat all that can be seen", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).act("raise", 6);
    const around = { isMe: true, isButton: true, isTurn: false, isHost: false, ownHand: null };
    expect(seatInWords(table.seat("Ann"), around)).toBe(
      "Seat 1: Ann (you), 194 chips, bet 6, in the hand, dealer button",
    );
    expect(seatBadge({ ...table.seat("Ann"), connected: false })).toBe("Away");
  });

  it("write stakes as short as there is room for", () => {
    const stakes = { smallBlind: 50_000, bigBlind: 100_000, ante: 0 };
    expect(stakesText(stakes)).toBe("50,000/100,000");
    expect(stakesText({ ...stakes, ante: 5000 }, shortChipText)).toBe("50K/100K ante 5,000");
  });

  it("tell who is not known any more to reload the page", () => {
    expect(problemWords({ status: 401, code: "unauthorized", detail: "the token has expired" })).toBe(
      "Your pass has expired. Reload the page.",
    );
  });

  it("say a refusal with its figures", () => {
    const problem = { status: 409, detail: "The buy-in is not within the table's limits." };
    expect(problemWords({ ...problem, code: "buy_in_out_of_range", min: 40, max: 4000 })).toBe(
      "The buy-in is not within the table's limits. Bring 40 to 4,000.",
    );
    expect(
      problemWords({
        status: 422,
        code: "bad_configuration",
        detail: "No.",
        faults: [{ path: "ante", message: "is too large" }],
      }),
    ).toBe("No. ante: is too large.");
  });
});
