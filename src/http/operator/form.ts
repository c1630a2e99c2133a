import type { IncomingMessage } from "node:http";
import { readTextBody } from "../body.ts";
import type { Problem } from "../problem.ts";

export type FormReading =
  | { readonly ok: true; readonly fields: URLSearchParams }
  | { readonly ok: false; readonly problem: Problem };

/** What a browser's form sent. */
export async function readForm(req: IncomingMessage): Promise<FormReading> {
  const reading = await readTextBody(req);
  return reading.ok ? { ok: true, fields: new URLSearchParams(reading.text) } : reading;
}
