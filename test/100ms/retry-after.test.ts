import { describe, expect, it } from "@jest/globals";
import { readRetryAfter } from "../../src/100ms/retry-after.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");

describe("readRetryAfter", () => {
  it.each([
    ["2", "", 2000],
    [" 0 ", "", 0],
    ["1.5", "", 1500],
    ["Thu, 01 Jan 2026 00:00:30 GMT", "", 30_000],
    ["Wed, 31 Dec 2025 00:00:00 GMT", "", 0],
    ["99999999999999999999", "", 86_400_000],
    ["-3", "", null],
    ["soon", "", null],
    [null, "", null],
    [null, '{"message":"rate limit exceeded, retry after 45 seconds"}', 45_000],
    [null, "Retry after 1 second", 1000],
    ["soon", "retry after 3 seconds", 3000],
    ["7", "retry after 3 seconds", 7000],
  ])("reads %j with %j as %j ms", (header, body, ms) => {
    expect(readRetryAfter(header, body, NOW)).toBe(ms);
  });
});
