import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

/** A server in a process of its own that tells what it has used. */
export interface MeasuredProcess {
  readonly pid: number;
  readonly port: number;
  /** User and system time of all its threads, µs. */
  cpuMicros(): Promise<number>;
  rssBytes(): Promise<number>;
  /** What is left after a collection of garbage; needs `--expose-gc`. */
  keptBytes(): Promise<number>;
  /** Sends the program something and waits for what it sends back. One question at a time. */
  ask<Answer>(question: object): Promise<Answer>;
  stop(): Promise<void>;
}

interface Usage {
  readonly cpu: NodeJS.CpuUsage;
  readonly rss: number;
}

const PROBE = `data:text/javascript,${encodeURIComponent(
  `const usage=()=>({cpu:process.cpuUsage(),rss:process.memoryUsage.rss()});
  const kept=()=>{gc();const{heapUsed,external}=process.memoryUsage();return heapUsed+external};
  process.on('message',(it)=>{if(it==='usage')process.send(usage());if(it==='kept')process.send(kept())});
  process.channel.unref()`,
)}`;

const START_WITHIN_MS = 15_000;
const STOP_WITHIN_MS = 12_000;

interface Program {
  /** The script and its arguments. */
  readonly args: readonly string[];
  /** All of its environment besides the PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it will listen; told by the program itself when absent. */
  readonly port?: number;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
}

/** Starts plain Node and waits until its port answers, or for the JSON line on its standard output that tells it. */
export async function startMeasured(program: Program): Promise<MeasuredProcess> {
  const { args, env, nodeFlags = [] } = program;
  const child = spawn(process.execPath, ["--import", PROBE, ...nodeFlags, ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const port = program.port ?? (await portOf(child, args.join(" ")));
  await untilOpen(port, args.join(" "));
  return {
    pid: child.pid!,
    port,
    cpuMicros: async () => {
      const { cpu } = await usageOf(child);
      return cpu.user + cpu.system;
    },
    rssBytes: async () => (await usageOf(child)).rss,
    keptBytes: () => ask(child, "kept"),
    ask: (question) => ask(child, question),
    async stop() {
      const timer = setTimeout(kill, STOP_WITHIN_MS);
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      clearTimeout(timer);
      process.off("exit", kill);
    },
  };
}

async function untilOpen(port: number, name: string): Promise<void> {
  const untilMs = performance.now() + START_WITHIN_MS;
  while (!(await isOpen(port))) {
    if (performance.now() > untilMs) throw new Error(`${name} did not start in time`);
    await delay(20);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function usageOf(child: ChildProcess): Promise<Usage> {
  return ask(child, "usage");
}

async function ask<Answer>(child: ChildProcess, question: object | string): Promise<Answer> {
  const answer = once(child, "message") as Promise<[Answer]>;
  child.send(question);
  return (await answer)[0];
}

function portOf(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not start in time`)), START_WITHIN_MS);
    child.once("exit", () => reject(new Error(`${name} ended while starting`)));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const port = /"port":(\d+)/.exec(line)?.[1];
      if (port === undefined) {
        process.stderr.write(`${line}\n`);
        return;
      }
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}
