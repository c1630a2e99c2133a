import type { ChaosCase, Stage } from "../chaos-case.ts";
import { expect } from "../check.ts";
import { isWhole } from "../home-game.ts";
import { type RedisHouse, startRedisHouse } from "../redis-house.ts";
import { type Point, playShortHand, type Walk } from "./short-hand.ts";

/** Walks side by side; each has processes of its own. */
const AT_ONCE = 4;

export const everyStep: ChaosCase = {
  no: 26,
  fault: "Killed (-9) at every step of a hand of six: after each commit and after each message",
  expected: "card for card and chip for chip the hand that nobody disturbed; one message twice at most",
  alone: true,
  async run(stage) {
    const redis = await startRedisHouse();
    stage.onEnd(() => redis.stop());
    const calm = await playShortHand(stage, redis, null);
    expect(isWhole(calm.game), "nobody straddled, or the hand was not run twice");
    const points = [
      ...Array.from({ length: calm.commits }, (_, i) => ({ after: "commit", nth: i + 1 }) as const),
      ...Array.from({ length: calm.sends }, (_, i) => ({ after: "send", nth: i + 1 }) as const),
    ];
    const walks = await walkAll(stage, redis, points);
    const struck = walks.filter(({ walk }) => walk.silence !== null);
    for (const { point, walk } of walks) expectSame(point, walk, calm);
    expect(struck.length === points.length, `only ${struck.length} of ${points.length} points were reached`);
    const silenceMs = Math.max(...struck.map(({ walk }) => walk.silence?.ms ?? 0));
    const upMs = Math.max(...struck.map(({ walk }) => walk.silence?.upMs ?? 0));
    return {
      struck: struck.length,
      silenceMs,
      note: `${calm.commits} commits and ${calm.sends} messages; told ${(upMs / 1000).toFixed(1)} s after the new process was up`,
    };
  },
};

async function walkAll(stage: Stage, redis: RedisHouse, points: readonly NonNullable<Point>[]) {
  const waiting = [...points];
  const walks: { readonly point: NonNullable<Point>; readonly walk: Walk }[] = [];
  const work = async (): Promise<void> => {
    for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
      try {
        walks.push({ point, walk: await playShortHand(stage, redis, point) });
      } catch (error) {
        waiting.length = 0;
        throw new Error(`killed after ${point.after} ${point.nth}: ${String(error)}`, { cause: error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return walks;
}

function expectSame({ after, nth }: NonNullable<Point>, walk: Walk, calm: Walk): void {
  const where = `killed after ${after} ${nth}`;
  const differs = walk.story.findIndex((event, i) => event !== calm.story[i]);
  expect(
    walk.story.length === calm.story.length && differs < 0,
    `${where}: ${walk.story[differs]} instead of ${calm.story[differs]}`,
  );
  expect(walk.duplicates <= 1, `${where}: ${walk.duplicates} messages came twice`);
}
