import { createApp } from "../app.ts";
import type { Config } from "../config.ts";
import type { Log } from "../rooms/ports.ts";

/** Croupier as it runs in production, in this process. Returns its address. */
export async function startCroupier(
  config: Config,
  log: Log,
  undo: (() => Promise<unknown>)[],
): Promise<string> {
  const app = createApp(config, log);
  undo.push(() => app.stop());
  const { port } = await app.start();
  return `http://127.0.0.1:${port}`;
}
