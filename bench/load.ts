import { setTimeout as delay } from "node:timers/promises";
import type { Answer, Connection } from "./keep-alive.ts";
import { percentile } from "./median.ts";

/** One thing to ask, and what to do with the answer. */
export interface Errand {
  readonly request: string;
  readonly take: (answer: Answer) => void;
}

/** Where errands come from; there is always one more. */
export type Errands = () => Errand;

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Answers other than 200, by status and `code`. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Keeps every connection busy for so long; what is under way at the end is finished and counted. */
export async function runLoad(
  connections: readonly Connection[],
  next: Errands,
  seconds: number,
): Promise<LoadResult> {
  const tally = newTally();
  const untilMs = tally.startedAtMs + seconds * 1000;
  const work = async (connection: Connection): Promise<void> => {
    while (performance.now() < untilMs) await run(connection, next(), tally);
  };
  await Promise.all(connections.map(work));
  return resultOf(tally);
}

/** So many errands a second; the connections take turns, and one that is late goes on at once. */
export async function paceLoad(
  connections: readonly Connection[],
  next: Errands,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<LoadResult> {
  const tally = newTally();
  const work = async (connection: Connection, at: number): Promise<void> => {
    for (let no = at; no < perSecond * seconds; no += connections.length) {
      const waitMs = tally.startedAtMs + (no * 1000) / perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs);
      await run(connection, next(), tally);
    }
  };
  await Promise.all(connections.map(work));
  return resultOf(tally);
}

interface Tally {
  readonly startedAtMs: number;
  readonly latenciesMs: number[];
  readonly refused: Record<string, number>;
}

function newTally(): Tally {
  return { startedAtMs: performance.now(), latenciesMs: [], refused: {} };
}

async function run(
  connection: Connection,
  { request, take }: Errand,
  { latenciesMs, refused }: Tally,
): Promise<void> {
  const askedAtMs = performance.now();
  const answer = await connection.ask(request);
  latenciesMs.push(performance.now() - askedAtMs);
  if (answer.status !== 200) {
    const fault = `${answer.status} ${/"code":"(\w+)"/.exec(answer.body)?.[1] ?? ""}`;
    refused[fault] = (refused[fault] ?? 0) + 1;
  }
  take(answer);
}

function resultOf({ startedAtMs, latenciesMs, refused }: Tally): LoadResult {
  return {
    requests: latenciesMs.length,
    seconds: (performance.now() - startedAtMs) / 1000,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    refused,
  };
}

/** So many errands, all of which have to succeed. */
export async function runErrands(
  connections: readonly Connection[],
  next: Errands,
  count: number,
): Promise<void> {
  let left = count;
  const work = async (connection: Connection): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const { request, take } = next();
      const answer = await connection.ask(request);
      if (answer.status !== 200) throw new Error(`an errand: ${answer.status} ${answer.body}`);
      take(answer);
    }
  };
  await Promise.all(connections.map(work));
}

/** Asks for all of them, each connection one after the other; the requests of one list keep their order. */
export async function askAll(
  connections: readonly Connection[],
  lists: readonly (readonly string[])[],
): Promise<void> {
  const left = [...lists];
  const work = async (connection: Connection): Promise<void> => {
    for (let list = left.shift(); list !== undefined; list = left.shift())
      for (const request of list) {
        const { status, body } = await connection.ask(request);
        if (status !== 200) throw new Error(`preparing the load: ${status} ${body}`);
      }
  };
  await Promise.all(connections.map(work));
}
