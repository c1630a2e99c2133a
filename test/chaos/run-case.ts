import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChaosCase, Outcome, Result, Stage } from "./chaos-case.ts";
import { startClusterHouse } from "./cluster-house.ts";
import { type HomeGame, sumOf } from "./home-game.ts";
import { type House, openHouse } from "./house.ts";
import { startRedisHouse } from "./redis-house.ts";

const LONGEST_MS = 420_000;

interface Setting {
  readonly main: string;
  readonly isOnCluster: boolean;
}

/** Runs one case and closes what it opened, whatever happens. */
export async function runCase(chaos: ChaosCase, { main, isOnCluster }: Setting): Promise<Result> {
  const startedAtMs = performance.now();
  const houses: House[] = [];
  const undo: (() => Promise<unknown>)[] = [];
  const stage: Stage = {
    main,
    isOnCluster,
    onEnd: (step) => void undo.push(step),
    async house(options) {
      const redis = options?.redis ?? (isOnCluster ? await startClusterHouse() : await startRedisHouse());
      if (redis !== options?.redis) undo.push(() => redis.stop());
      const rules = { TABLE_STRADDLE: chaos.no % 2 === 0 ? "utg" : "mississippi" };
      const house = await openHouse({ ...options, env: { ...rules, ...options?.env }, redis, main });
      houses.push(house);
      undo.push(() => house.close());
      return house;
    },
  };
  const { outcome, failure } = await attempt(chaos, stage);
  const result = { ...resultOf(chaos, houses, outcome), homeGame: outcome && (await homeGameOf(houses)) };
  const failures = [failure];
  for (const step of undo.reverse()) failures.push(await failureOf(step));
  const failed = failures.filter((text) => text !== null);
  if (failed.length > 0) failed.push(`the log: ${keepLog(chaos.no, houses)}`);
  return {
    ...result,
    failure: failed.length === 0 ? null : failed.join("; "),
    seconds: (performance.now() - startedAtMs) / 1000,
  };
}

function keepLog(no: number, houses: readonly House[]): string {
  const file = join(tmpdir(), `croupier-chaos-${no}.log`);
  writeFileSync(file, houses.flatMap((house) => house.lines()).join("\n"));
  return file;
}

async function attempt(chaos: ChaosCase, stage: Stage) {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${LONGEST_MS} ms`)), LONGEST_MS);
  });
  try {
    return { outcome: await Promise.race([chaos.run(stage), timeUp]), failure: null };
  } catch (error) {
    return {
      outcome: null,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  } finally {
    clearTimeout(timer);
  }
}

function resultOf(
  { no, fault, expected }: ChaosCase,
  houses: readonly House[],
  outcome: Outcome | null,
): Omit<Result, "failure" | "seconds" | "homeGame"> {
  const sum = (of: (house: House) => number): number => houses.reduce((total, house) => total + of(house), 0);
  return {
    no,
    fault,
    expected,
    struck: outcome?.struck ?? 0,
    messages: sum(({ deliveries }) => deliveries.counts().messages),
    answers: sum(({ deliveries }) => deliveries.counts().answers),
    duplicates: sum((house) => [...house.duplicates().values()].reduce((total, count) => total + count, 0)),
    silenceMs: outcome?.silenceMs ?? Math.max(0, ...houses.map((house) => house.longestSilenceMs())),
    leaks: sum(({ deliveries }) => deliveries.leaks.length),
    note: outcome?.note ?? "",
  };
}

async function homeGameOf(houses: readonly House[]): Promise<HomeGame | null> {
  const games = (await Promise.all(houses.map((house) => house.homeGame()))).filter((game) => game !== null);
  return games.length === 0 ? null : sumOf(games);
}

async function failureOf(step: () => Promise<unknown>): Promise<string | null> {
  try {
    await step();
    return null;
  } catch (error) {
    return `it did not close: ${String(error)}`;
  }
}
