import type { Log } from "../../src/rooms/ports.ts";

export interface TestLog extends Log {
  readonly lines: readonly { readonly level: string; readonly message: string; readonly fields: object }[];
}

/** A log to look at. */
export function createTestLog(): TestLog {
  const lines: { level: string; message: string; fields: object }[] = [];
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, message, fields });
  };
  return { lines, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
