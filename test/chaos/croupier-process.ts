import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { until } from "./check.ts";

export interface CroupierProcess {
  readonly name: string;
  readonly pid: number;
  /** Null for a worker. */
  readonly url: string | null;
  readonly lines: readonly string[];
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; the exit code and how long it took. */
  terminate(): Promise<{ readonly code: number | null; readonly tookMs: number }>;
  isAlive(): boolean;
}

interface Setup {
  readonly name: string;
  /** The built `main.js`. */
  readonly main: string;
  readonly env: Readonly<Record<string, string>>;
}

const STARTS_WITHIN_MS = 20_000;
const children = new Set<ChildProcess>();

process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

/** Runs a Croupier that was built; returns when it serves (or works, for a worker). */
export async function startCroupier({ name, main, env }: Setup): Promise<CroupierProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  const ended = once(child, "exit");
  child.once("exit", () => children.delete(child));
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => lines.push(line));
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  await until(
    () => !isAlive() || started(lines) !== null,
    STARTS_WITHIN_MS,
    () => `${name} did not start: ${lines.join("\n")}`,
  );
  const begun = started(lines);
  if (begun === null) throw new Error(`${name} ended at once: ${lines.join("\n")}`);
  return {
    name,
    pid: child.pid ?? 0,
    url: begun.port === null ? null : `http://127.0.0.1:${begun.port}`,
    lines,
    isAlive,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.kill("SIGKILL");
      if (isAlive()) await ended;
    },
    async terminate() {
      const startedAtMs = performance.now();
      child.kill("SIGTERM");
      if (isAlive()) await ended;
      return { code: child.exitCode, tookMs: performance.now() - startedAtMs };
    },
  };
}

function started(lines: readonly string[]): { readonly port: number | null } | null {
  for (const line of lines) {
    if (!line.includes('"listening"') && !line.includes('"working"')) continue;
    return JSON.parse(line) as { port: number | null };
  }
  return null;
}
