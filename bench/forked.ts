import { fork } from "node:child_process";
import { once } from "node:events";

/** Another program of the bench in a process of its own, so that its work is not counted as the server's. */
export interface Forked<Order, Report> {
  /** One order at a time. */
  ask(order: Order): Promise<Report>;
  stop(): void;
}

export function startForked<Order extends object, Report>(script: string): Forked<Order, Report> {
  const child = fork(new URL(script, import.meta.url), { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit").then(() => {
    throw new Error(`${script} ended`);
  });
  // Whoever asks hears of it; one that ends when it is told to is no fault.
  ended.catch(() => undefined);
  return {
    async ask(order) {
      const answer = once(child, "message") as Promise<[Report]>;
      child.send(order);
      return (await Promise.race([answer, ended]))[0];
    },
    stop: () => void child.kill(),
  };
}

/** What such a program does: it obeys one order after the other, and ends with a failure. Only it knows what its orders are. */
export function obeyParent(obey: (order: never) => Promise<object>): void {
  const take = async (order: unknown): Promise<void> => {
    process.send!(await obey(order as never));
  };
  process.on("message", (order: unknown) => {
    take(order).catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
}
