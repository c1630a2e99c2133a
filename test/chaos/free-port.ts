import { freePort as anyFreePort } from "../../src/demo/free-port.ts";

const given = new Set<number>();

/** One that nobody listens on now and that was not given out before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await anyFreePort();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}
