import type { Answer, Connection } from "./keep-alive.ts";

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
  const latenciesMs: number[] = [];
  const refused: Record<string, number> = {};
  const startedAtMs = performance.now();
  const untilMs = startedAtMs + seconds * 1000;
  const work = async (connection: Connection): Promise<void> => {
    for (let askedAtMs = performance.now(); askedAtMs < untilMs; askedAtMs = performance.now()) {
      const { request, take } = next();
      const answer = await connection.ask(request);
      latenciesMs.push(performance.now() - askedAtMs);
      if (answer.status !== 200) {
        const fault = `${answer.status} ${/"code":"(\w+)"/.exec(answer.body)?.[1] ?? ""}`;
        refused[fault] = (refused[fault] ?? 0) + 1;
      }
      take(answer);
    }
  };
  await Promise.all(connections.map(work));
  const sorted = Float64Array.from(latenciesMs).sort();
  const percentile = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
  return {
    requests: sorted.length,
    seconds: (performance.now() - startedAtMs) / 1000,
    p50Ms: percentile(0.5),
    p99Ms: percentile(0.99),
    refused,
  };
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
