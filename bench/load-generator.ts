import { fork } from "node:child_process";
import { once } from "node:events";
import type { LoadResult } from "./load.ts";
import type { LoadName, LoadOrder, LoadReport } from "./load-process.ts";

export interface LoadGenerator {
  prepare(load: LoadName, port: number): Promise<void>;
  run(seconds: number): Promise<LoadResult>;
  stop(): void;
}

/** The load in a process of its own, so that its work is not counted as the server's. */
export function startLoadGenerator(): LoadGenerator {
  const child = fork(new URL("./load-process.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit").then(() => {
    throw new Error("the load generator ended");
  });
  // Whoever asks hears of it; a generator that ends when it is told to is no fault.
  ended.catch(() => undefined);
  const ask = async (order: LoadOrder): Promise<LoadReport> => {
    const answer = once(child, "message") as Promise<[LoadReport]>;
    child.send(order);
    return (await Promise.race([answer, ended]))[0];
  };
  return {
    async prepare(load, port) {
      await ask({ order: "prepare", load, port });
    },
    async run(seconds) {
      const report = await ask({ order: "run", seconds });
      if (report.report !== "ran") throw new Error("not what was asked");
      return report.result;
    },
    stop: () => child.kill(),
  };
}
