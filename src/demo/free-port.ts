import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Above the last of those that browsers refuse for being other services'. Below what Linux (32768 and up) and others (49152 and up) give to outgoing connections: one of those would keep a
// process from coming back on its port.
const FIRST = 10_081;
const LAST = 32_000;

/** A port of 127.0.0.1 on which nobody listened a moment ago, and that no outgoing connection is given. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(FIRST, LAST + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${FIRST} and ${LAST} was found in 100 attempts`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => resolve(true));
  });
  if (listens) await new Promise((resolve) => server.close(resolve));
  return listens;
}
