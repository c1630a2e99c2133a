import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { malformed, type Problem, problemOf } from "./problem.ts";

const MAX_BYTES = 64 * 1024;
/** A validator that recurses must not meet a body that is all brackets. */
const MAX_DEPTH = 32;

export type BodyReading =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly problem: Problem };

export type TextReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: Problem };

/** Reads a request's body as JSON, whatever its content type calls it. */
export async function readJsonBody(req: IncomingMessage): Promise<BodyReading> {
  const reading = textOf(await readBytes(req));
  return reading.ok ? parse(reading.text) : reading;
}

export async function readTextBody(req: IncomingMessage): Promise<TextReading> {
  return textOf(await readBytes(req));
}

type BytesReading = Buffer | "not plain" | "too large" | "cut off";

function textOf(bytes: BytesReading): TextReading {
  switch (bytes) {
    case "not plain":
      return refuse(problemOf("unsupported_media_type", "Send UTF-8, uncompressed."));
    case "too large":
      return refuse(problemOf("too_large", `The body is larger than ${MAX_BYTES} bytes.`));
    case "cut off":
      return refuse(faulty("ended early"));
    default:
      return isUtf8(bytes) ? { ok: true, text: bytes.toString("utf8") } : refuse(faulty("is not UTF-8"));
  }
}

function parse(text: string): BodyReading {
  if (nestsDeeply(text)) return refuse(faulty(`nests deeper than ${MAX_DEPTH} levels`));
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return refuse(faulty("is not JSON"));
  }
}

function refuse(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

function faulty(message: string): Problem {
  return malformed(`The body ${message}.`, [{ path: "", message }]);
}

function isPlainUtf8({ headers }: IncomingMessage): boolean {
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") return false;
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers["content-type"] ?? "")?.[1];
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
}

/** What is over the limit is still read and thrown away, so that the client sees the answer instead of a reset. */
function readBytes(req: IncomingMessage): BytesReading | Promise<BytesReading> {
  if (!isPlainUtf8(req)) return "not plain";
  if (Number(req.headers["content-length"] ?? 0) > MAX_BYTES) return "too large";
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    req.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BYTES) chunks.push(chunk);
      else resolve("too large");
    });
    req.on("end", () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    req.on("error", () => resolve("cut off"));
    req.on("close", () => resolve("cut off"));
  });
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
// Square and curly brackets differ in one bit.
const [OPENING, CLOSING, CURLED] = [0x7b, 0x7d, 0x20];

/** Counts brackets outside of strings; the text need not be JSON. */
function nestsDeeply(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString && code === BACKSLASH) at += 1;
    else if (code === QUOTE) inString = !inString;
    else if (!inString && (code | CURLED) === OPENING) depth += 1;
    else if (!inString && (code | CURLED) === CLOSING) depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}
