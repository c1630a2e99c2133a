import { startForked } from "./forked.ts";
import type { LoadResult } from "./load.ts";
import type { LoadName, LoadOrder, LoadReport } from "./load-process.ts";

export interface LoadGenerator {
  prepare(load: LoadName, port: number): Promise<void>;
  run(seconds: number): Promise<LoadResult>;
  stop(): void;
}

/** The load in a process of its own, so that its work is not counted as the server's. */
export function startLoadGenerator(): LoadGenerator {
  const { ask, stop } = startForked<LoadOrder, LoadReport>("./load-process.ts");
  return {
    async prepare(load, port) {
      await ask({ order: "prepare", load, port });
    },
    async run(seconds) {
      const report = await ask({ order: "run", seconds });
      if (report.report !== "ran") throw new Error("not what was asked");
      return report.result;
    },
    stop,
  };
}
