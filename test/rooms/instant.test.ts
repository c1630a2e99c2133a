import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { comparable, rfc3339 } from "../../src/rooms/instant.ts";

describe("comparable", () => {
  it("is UTC with nine decimals", () => {
    expect(comparable("2021-11-30T12:58:49.97291247Z")).toBe("2021-11-30T12:58:49.972912470Z");
    expect(comparable("2021-11-30T12:58:49Z")).toBe("2021-11-30T12:58:49.000000000Z");
    expect(comparable("2021-12-01T00:30:49.1+05:30")).toBe("2021-11-30T19:00:49.100000000Z");
    expect(comparable("2021-11-30T23:30:00.000000001-08:00")).toBe("2021-12-01T07:30:00.000000001Z");
  });

  it("sorts as text as the times do", () => {
    const anyTime = fc.record({
      ms: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      nanoseconds: fc.integer({ min: 0, max: 999_999 }),
    });
    const text = ({ ms, nanoseconds }: { ms: number; nanoseconds: number }): string =>
      rfc3339(ms)
        .replace("Z", `${String(nanoseconds).padStart(6, "0")}Z`)
        .replace(/0+Z$/, "Z")
        .replace(".Z", "Z");
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        const isBefore = a.ms < b.ms || (a.ms === b.ms && a.nanoseconds < b.nanoseconds);
        expect(comparable(text(a)) < comparable(text(b))).toBe(isBefore);
      }),
    );
  });

  it.each(["", "yesterday", "2021-11-30", "2021-11-30T12:58:49", "2021-11-30T12:58:49.1234567890Z"])(
    "is not made of %j",
    (time) => {
      expect(() => comparable(time)).toThrow("not an RFC 3339 time");
    },
  );
});
