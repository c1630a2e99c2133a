import { Pool } from "undici";
import type { CallEnd, Meter } from "../rooms/meter.ts";
import { type Log, PlatformError } from "../rooms/ports.ts";
import type { ManagementToken } from "./management-token.ts";
import { readRetryAfter } from "./retry-after.ts";

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export interface ConnectionDeps {
  /** With the version, such as `https://api.100ms.live/v2`. */
  readonly apiUrl: string;
  readonly tokens: ManagementToken;
  /** For a whole call, its second try with a new token included. */
  readonly timeoutMs?: number;
  /** Sockets at most; more calls than these wait their turn. */
  readonly connections?: number;
  readonly now?: () => number;
  readonly log?: Log;
  readonly meter?: Pick<Meter, "called">;
}

export interface Call {
  /** For people, such as `send-message`. */
  readonly name: string;
  readonly method: "GET" | "POST";
  /** Below the API's URL, from its slash on. */
  readonly path: string;
  readonly body: string | null;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

/** Authorized calls to 100ms; what is not a success comes back as a PlatformError. */
export function createConnection(deps: ConnectionDeps) {
  const { origin, pathname } = new URL(deps.apiUrl);
  const base = pathname.replace(/\/+$/, "");
  const timeoutMs = deps.timeoutMs ?? 5000;
  const now = deps.now ?? Date.now;
  const pool = new Pool(origin, {
    connections: deps.connections ?? 128,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
    maxResponseSize: MAX_ANSWER_BYTES,
  });
  let closing: Promise<void> | null = null;

  async function request(call: Call, token: string, signal: AbortSignal): Promise<Answer> {
    const { statusCode, headers, body } = await pool.request({
      method: call.method,
      path: base + call.path,
      body: call.body,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(call.body === null ? {} : { "content-type": "application/json" }),
      },
    });
    const retryAfter = headers["retry-after"];
    const text = await body.text();
    return { status: statusCode, retryAfter: typeof retryAfter === "string" ? retryAfter : null, text };
  }

  async function authorized(call: Call, signal: AbortSignal): Promise<Answer> {
    const token = await deps.tokens.current();
    const answer = await request(call, token, signal);
    if (answer.status !== 401 && answer.status !== 403) return answer;
    deps.log?.warn({ call: call.name, status: answer.status }, "100ms refused the management token");
    return request(call, await deps.tokens.renew(token), signal);
  }

  async function callOnce(call: Call): Promise<string> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    try {
      const answer = await authorized(call, deadline.signal);
      if (answer.status >= 200 && answer.status < 300) return answer.text;
      throw failureOf(call.name, answer, now());
    } catch (error) {
      if (error instanceof PlatformError) throw error;
      throw unreachable(call.name, deadline.signal.aborted ? "timed out" : codeOf(error), error);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    /** The answer's text. */
    call: (call: Call) => measured(deps.meter, call.name, () => callOnce(call)),
    /** Lets calls in flight finish. */
    close(): Promise<void> {
      closing ??= pool.close();
      return closing;
    },
  };
}

async function measured(
  meter: ConnectionDeps["meter"],
  name: string,
  call: () => Promise<string>,
): Promise<string> {
  const startedAtMs = performance.now();
  const count = (end: CallEnd): void => meter?.called(name, end, performance.now() - startedAtMs);
  try {
    const answer = await call();
    count("done");
    return answer;
  } catch (error) {
    count(error instanceof PlatformError ? error.kind : "unavailable");
    throw error;
  }
}

// The answer's own text stays out of the message: it may quote what was sent.
function failureOf(name: string, { status, retryAfter, text }: Answer, nowMs: number): PlatformError {
  const message = `100ms answered ${status} to ${name}`;
  if (status === 429) {
    const retryAfterMs = readRetryAfter(retryAfter, text, nowMs);
    return new PlatformError(message, { kind: "throttled", status, retryAfterMs });
  }
  return new PlatformError(message, { kind: isVerdict(status) ? "refused" : "unavailable", status });
}

// A redirect is a wrong address or a proxy, 401 and 403 a wrong key of ours: no verdict on the message, which waits
// until the operator has mended that.
function isVerdict(status: number): boolean {
  return status >= 400 && status < 500 && status !== 401 && status !== 403;
}

function unreachable(name: string, reason: string, cause: unknown): PlatformError {
  return new PlatformError(`100ms could not be reached for ${name}: ${reason}`, {
    kind: "unavailable",
    cause,
  });
}

function codeOf(cause: unknown): string {
  return typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "unknown";
}
