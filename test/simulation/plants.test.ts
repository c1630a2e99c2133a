import { describe, expect, it } from "@jest/globals";
import { type Life, live } from "./life.ts";
import { plantNamed } from "./plants.ts";

// The seeds are looked through in order; a bug that needs no fault is looked for in calm lives.
const BUGS = [
  { name: "send-before-commit", isCalm: false, says: "told before it was stored" },
  { name: "cas-without-seen", isCalm: false, says: "was carried out twice" },
  { name: "simple-deduplication", isCalm: true, says: "a message waits for" },
  { name: "acknowledge-before-send", isCalm: false, says: /misses \d+ events|did not hear|holds|welcomed/ },
  { name: "leave-by-user", isCalm: true, says: /is taken for gone/ },
  { name: "card-in-public-event", isCalm: false, says: "an event leaks" },
];
const SEEDS = 40;

describe("a bug that is planted", () => {
  it.each(BUGS)("is caught: $name", async ({ name, isCalm, says }) => {
    const life = await firstFailure(name, isCalm);
    process.stdout.write(`${name}: caught by seed ${life?.seed}\n`);
    expect(life?.violation).toMatch(says);
  });
});

async function firstFailure(name: string, isCalm: boolean): Promise<Life | null> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const life = await live({ seed, plant: plantNamed(name), isCalm });
    if (life.violation !== null) return life;
  }
  return null;
}
