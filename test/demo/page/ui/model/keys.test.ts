import { describe, expect, it } from "@jest/globals";
import { wishOf } from "../../../../../src/demo/page/ui/model/keys.ts";

const press = (key: string, more = {}) =>
  wishOf({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });

describe("keys", () => {
  it("ask for what is written in the help, in small letters and capitals", () => {
    expect(
      ["f", "F", "c", "r", "a", "Enter", "Escape", "?", "ArrowUp", "ArrowLeft"].map((key) => press(key)),
    ).toEqual(["fold", "fold", "passive", "raise", "allIn", "confirm", "cancel", "help", "more", "less"]);
    expect([press("1"), press("5"), press("6"), press("12")]).toEqual([
      { preset: 1 },
      { preset: 5 },
      null,
      null,
    ]);
  });

  it("leave the browser's own alone", () => {
    expect([press("r", { ctrlKey: true }), press("c", { metaKey: true }), press("Tab")]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("do nothing twice while they are held down, but for the size", () => {
    expect([press("f", { repeat: true }), press("ArrowUp", { repeat: true })]).toEqual([null, "more"]);
  });
});
