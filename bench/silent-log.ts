import type { Log } from "../src/rooms/ports.ts";

/** Of parts of Croupier that a bench uses itself: trouble is told, the rest is not. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, message) => console.error(message, fields),
  error: (fields, message) => console.error(message, fields),
};
