import type { RequestListener } from "node:http";
import { answerClientError } from "./http/client-error.ts";
import { type Listening, listen } from "./listen.ts";

export interface Door {
  /** The port; null when there is none. */
  open(): Promise<number | null>;
  /** Resolves when it is closed, however often it is called. */
  close(): Promise<void>;
}

/** Where an app is served; on no port: nowhere. */
export function createDoor(host: string, port: number | null, app: RequestListener): Door {
  let listening: Listening | null = null;
  let closing: Promise<void> | null = null;
  return {
    async open() {
      if (port === null) return null;
      listening = await listen(app, { port, host, onClientError: answerClientError });
      return listening.port;
    },
    async close() {
      closing ??= listening?.close() ?? null;
      await closing;
    },
  };
}
