import { type DestinationStream, type Logger, pino } from "pino";
import { describeError } from "./http/failure.ts";

/** The product's log, one JSON object a line; to the standard output when no other destination is given. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    // Not pino's own: that writes an error's fields, and those of Redis' errors are the command with its arguments.
    serializers: { err: (err: unknown) => (err instanceof Error ? describeError(err) : err) },
    redact: {
      paths: ["req.headers.authorization", "*.authorization", "*.cards", "*.token", "*.deck"],
      censor: "***",
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
