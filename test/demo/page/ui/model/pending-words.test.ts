import { describe, expect, it } from "@jest/globals";
import { pendingWords } from "../../../../../src/demo/page/ui/model/pending-words.ts";

describe("what waits for the end of the hand", () => {
  it("is said in one sentence", () => {
    expect(pendingWords({})).toBeNull();
    expect(pendingWords({ sitOut: true })).toBe("You sit out after this hand.");
    expect(pendingWords({ topUp: 1200 })).toBe("You get +1,200 after this hand.");
    expect(pendingWords({ topUp: 50, sitOut: true })).toBe("You get +50 and sit out after this hand.");
    expect(pendingWords({ topUp: 50, sitOut: true, leave: true })).toBe("You leave after this hand.");
  });
});
