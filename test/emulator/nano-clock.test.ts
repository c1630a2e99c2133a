import { expect, it } from "@jest/globals";
import { createNanoClock } from "../../src/emulator/nano-clock.ts";

const comparable = (time: string) => `${time.slice(0, 19)}.${time.slice(20, -1).padEnd(9, "0")}`;

it("makes times that strictly rise, even when the clock stands still or goes back", () => {
  let nowMs = Date.parse("2026-01-01T00:00:00.999Z");
  const next = createNanoClock(() => nowMs);
  const times = Array.from({ length: 2000 }, (_, index) => {
    if (index === 1000) nowMs -= 5000;
    return next();
  });
  for (const time of times) expect(time).toMatch(/^2026-01-01T00:00:0[01](\.\d{0,8}[1-9])?Z$/);
  const sorted = times.map(comparable);
  expect(new Set(sorted).size).toBe(2000);
  expect([...sorted].sort()).toEqual(sorted);
});
