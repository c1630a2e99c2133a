import { describe, expect, it } from "@jest/globals";
import { namesOnBoards } from "../../../../../src/demo/page/ui/model/own-hand.ts";

describe("the name of the reader's hand", () => {
  const hole = ["8h", "Kc"] as const;

  it("is of both boards when there are two", () => {
    const boards = [
      ["8d", "2s", "3c"],
      ["Kd", "7s", "4c"],
    ] as const;
    expect(namesOnBoards({ variant: "nlhe", hole, boards: [boards[0]] })).toBe("pair of eights");
    expect(namesOnBoards({ variant: "nlhe", hole, boards })).toBe("pair of eights / pair of kings");
  });

  it("is short on two boards", () => {
    const boards = [
      ["8d", "Ks", "3c"],
      ["Ad", "7s", "4c"],
    ] as const;
    expect(namesOnBoards({ variant: "nlhe", hole, boards: [boards[0]] })).toBe("two pair, kings and eights");
    expect(namesOnBoards({ variant: "nlhe", hole, boards })).toBe("two pair / ace high");
  });

  it("is said once when both make the same", () => {
    const boards = [
      ["8d", "2s", "3c"],
      ["8s", "7s", "4c"],
    ] as const;
    expect(namesOnBoards({ variant: "nlhe", hole, boards })).toBe("pair of eights");
  });
});
