import type { Log } from "../rooms/ports.ts";

interface LogSetup {
  /** Every line, word for word. */
  readonly heard: (line: string) => void;
  /** Lines that a person should see. */
  readonly say: (line: string) => void;
}

/** Croupier's log: silent but for warnings and errors. */
export function createDemoLog({ heard, say }: LogSetup): Log {
  const write = (level: "debug" | "info" | "warn" | "error") => (fields: object, message: string) => {
    const line = `  croupier ${level}: ${message} ${JSON.stringify(fields, errorsAsText)}`;
    heard(line);
    if (level === "warn" || level === "error") say(line);
  };
  return { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
}

function errorsAsText(_key: string, value: unknown): unknown {
  return value instanceof Error ? `${value.name}: ${value.message}` : value;
}
