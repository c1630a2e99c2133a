import { spawn } from "node:child_process";
import { once } from "node:events";
import { until } from "../scenarios/until.ts";

/** `npm run demo`, as a visitor starts it. */
export interface DemoProcess {
  /** Of the lobby. */
  readonly url: string;
  /** All that it printed. */
  output(): string;
  /** As Ctrl-C does; returns the exit code. */
  interrupt(): Promise<number | null>;
}

export async function startDemo(...options: string[]): Promise<DemoProcess> {
  const demo = spawn("node_modules/.bin/tsx", ["src/demo/main.ts", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(demo, "exit");
  let output = "";
  for (const stream of [demo.stdout, demo.stderr])
    stream.on("data", (text: Buffer) => {
      output += text.toString();
    });
  const url = await until(
    "the demo serves its page",
    () => {
      if (demo.exitCode !== null) throw new Error(`the demo ended: ${output}`);
      return /The table {2}(?<url>http:\S+)/.exec(output)?.groups?.url;
    },
    60_000,
  );
  return {
    url,
    output: () => output,
    async interrupt() {
      demo.kill("SIGINT");
      const [code] = (await exit) as [number | null];
      return code;
    },
  };
}
