import { createRequire } from "node:module";
import { type DestinationStream, type Logger, pino } from "pino";
import { describeError } from "./http/failure.ts";

interface LogOptions {
  readonly level: string;
  /** For people's eyes instead of one JSON object a line. */
  readonly isPretty?: boolean;
  /** The standard output when absent. */
  readonly destination?: DestinationStream;
}

/** The product's log. */
export function createLog({ level, isPretty = false, destination }: LogOptions): Logger {
  const options = {
    level,
    // Not pino's own: that writes an error's fields, and those of Redis' errors are the command with its arguments.
    serializers: { err: (err: unknown) => (err instanceof Error ? describeError(err) : err) },
    hooks: { streamWrite: redact },
  };
  if (destination !== undefined) return pino(options, destination);
  return isPretty && hasPretty() ? pino({ ...options, transport: { target: "pino-pretty" } }) : pino(options);
}

// A development dependency: absent from the image.
function hasPretty(): boolean {
  try {
    createRequire(import.meta.url).resolve("pino-pretty");
    return true;
  } catch {
    return false;
  }
}

const SECRETS = ["authorization", "cards", "deck", "secret", "seed", "token"];
const CENSORED = "***";
/** A field of such a name, also in JSON within a string; or a JSON web token. */
const SUSPICIOUS = new RegExp(`"(?:${SECRETS.join("|")})\\\\*"\\s*:|eyJ[\\w-]+\\.[\\w-]+`, "i");

/**
 * The second fence: nothing should give a secret to the log in the first place. On the line as it is written, since
 * that costs a third of pino's own redaction and finds a field at any depth.
 */
function redact(line: string): string {
  if (!SUSPICIOUS.test(line)) return line;
  return `${JSON.stringify(JSON.parse(line, censor))}\n`;
}

function censor(key: string, value: unknown): unknown {
  if (SECRETS.includes(key.toLowerCase())) return CENSORED;
  return typeof value === "string" && SUSPICIOUS.test(value) ? CENSORED : value;
}
