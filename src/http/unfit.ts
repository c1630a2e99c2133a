import type { IncomingMessage } from "node:http";
import { malformed, type Problem, problemOf } from "./problem.ts";

/** What HTTP/1.1 does not allow a request, and Node would refuse without a body; null: nothing. */
export function unfitness({ headers, httpVersion }: IncomingMessage): Problem | null {
  if (httpVersion !== "1.1") return null;
  if (headers.host === undefined) return malformed("The request has no Host.", []);
  // 100-continue has been met by Node already.
  if (headers.expect !== undefined && !/\b100-continue\b/i.test(headers.expect))
    return problemOf("expectation_failed", "Nothing but 100-continue can be expected here.");
  return null;
}
