import { describe, expect, it } from "@jest/globals";
import { createSecretCheck } from "../../src/http/secrets.ts";

describe("a secret check", () => {
  it("knows each of its secrets and nothing else", () => {
    const isKnown = createSecretCheck(["first secret", "second secret"]);
    expect(
      ["first secret", "second secret", "third secret", "", "first secret,second secret"].map(isKnown),
    ).toEqual([true, true, false, false, false]);
  });

  it("compares the bytes that were sent, which Node shows as latin1", () => {
    const isKnown = createSecretCheck(["für 100ms allein"]);
    expect(isKnown(Buffer.from("für 100ms allein").toString("latin1"))).toBe(true);
    expect(isKnown("für 100ms allein")).toBe(false);
  });

  it("knows nothing without secrets", () => {
    expect(createSecretCheck([])("")).toBe(false);
  });
});
