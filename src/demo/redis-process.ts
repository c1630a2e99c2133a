import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

export interface RedisProcess {
  readonly url: string;
  readonly port: number;
  /** Of redis-server itself; of the docker client when Redis runs in a container. */
  readonly pid: number;
  /** Stops it in order and waits until it is gone. */
  stop(): Promise<void>;
  /** Sends a signal (SIGKILL, SIGSTOP, …); waits for the end when the signal ends it. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

export interface RedisCommand {
  readonly command: readonly string[];
  readonly port: number;
  /** Removed when Redis has ended; null: nothing to remove. */
  readonly temporaryFolder: string | null;
  /** Delivers a signal where the process id does not reach (a container). */
  readonly signal: ((signal: NodeJS.Signals) => Promise<void>) | null;
  readonly patienceMs: number;
  /** Rejects while the Redis of this process does not answer there. */
  ask(url: string, pid: number): Promise<void>;
}

/**
 * Holds the parent's pipe as standard input. When the pipe closes, because the parent asks or because it died in
 * any way, Redis is told to end (CONT: a frozen one must hear it too). Redis itself gets no terminal: Ctrl-C
 * belongs to the parent, which still needs Redis to stop in order.
 */
const WATCHDOG = `
exec 3<&0
folder=$1; shift
"$@" 3<&- </dev/null 1>&2 &
redis=$!
echo "$redis"
( read -r _ <&3; kill -TERM "$redis"; kill -CONT "$redis" ) 2>/dev/null 1>&2 &
watch=$!
wait "$redis"; code=$?
kill "$watch" 2>/dev/null
[ -z "$folder" ] || rm -rf "$folder"
exit "$code"
`;

const STOP_PATIENCE_MS = 5000;

/** Runs a Redis that cannot outlive this process; returns when it answers PING. */
export async function runRedis(setup: RedisCommand): Promise<RedisProcess> {
  const child = spawn("/bin/sh", ["-c", WATCHDOG, "redis", setup.temporaryFolder ?? "", ...setup.command], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  // Redis ended by itself and its watchdog with it: that is for `ended` to tell, not for the pipe to it.
  child.stdin.on("error", () => undefined);
  const url = `redis://127.0.0.1:${setup.port}`;
  try {
    const pid = await startUp(child, setup, url);
    letProcessEnd(child);
    return {
      url,
      port: setup.port,
      pid,
      stop: () => stop(child, ended, pid),
      kill: async (signal) => {
        child.ref();
        if (setup.signal === null) process.kill(pid, signal);
        else await setup.signal(signal);
        if (signal === "SIGKILL" || signal === "SIGTERM") await ended;
        else child.unref();
      },
    };
  } catch (error) {
    child.stdin.end();
    throw error;
  }
}

async function startUp(child: ChildProcess, setup: RedisCommand, url: string): Promise<number> {
  const lines: string[] = [];
  child.stderr?.on("data", (chunk: Buffer) => {
    lines.push(...chunk.toString().trimEnd().split("\n"));
    lines.splice(0, lines.length - 8);
  });
  const firstLine = once(child.stdout as NodeJS.ReadableStream, "data") as Promise<[Buffer]>;
  const failed = once(child, "close").then(() => {
    throw new Error(`Redis ended while starting:\n${lines.join("\n")}`);
  });
  const [line] = await Promise.race([firstLine, failed]);
  const pid = Number(line.toString());
  await untilAnswer(child, () => setup.ask(url, pid), setup.patienceMs);
  return hasEnded(child) ? failed : pid;
}

async function untilAnswer(child: ChildProcess, ask: () => Promise<void>, patienceMs: number): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  while (!hasEnded(child)) {
    try {
      await ask();
      return;
    } catch (error) {
      if (performance.now() > untilMs) throw new Error("Redis did not answer in time", { cause: error });
      await delay(20);
    }
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

// A forgotten Redis may not keep the process alive; when the process goes, the pipe closes and Redis ends.
function letProcessEnd(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) {
    if (stream !== null && stream !== undefined && "unref" in stream) (stream as { unref(): void }).unref();
  }
}

async function stop(child: ChildProcess, ended: Promise<unknown>, pid: number): Promise<void> {
  if (hasEnded(child)) return;
  child.ref();
  child.stdin?.end();
  const outcome = await Promise.race([ended, delay(STOP_PATIENCE_MS, "stuck" as const, { ref: false })]);
  if (outcome !== "stuck") return;
  killIfThere(pid);
  await ended;
}

// Redis may be gone and only its folder be left to remove.
function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
