import type { Answer, Problem } from "./views.ts";
import { backoffMs, type World } from "./world.ts";

/** The 100ms auth token with which the player joined the room, or where to get the one in force. */
export type Token = string | (() => string | Promise<string>);

interface RequestsSetup {
  readonly baseUrl: string;
  readonly roomId: string;
  readonly token: Token;
  readonly world: World;
}

export type Attempt<Value> = Answer<Value> & {
  /** The same may go well later. */
  readonly isWorthRepeating: boolean;
  /** What the server asked for; null: nothing. */
  readonly retryAfterMs: number | null;
};

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

export interface Requests {
  /** One attempt. POSTs when there is a body. */
  readonly once: <Value>(path: string, body?: string) => Promise<Attempt<Value>>;
  /** Tries again for as long as a person would wait. */
  readonly persistently: <Value>(path: string, body?: string) => Promise<Answer<Value>>;
  /** Nothing is asked any more, and what waits is answered `closed_here`. */
  readonly stop: () => void;
}

const ATTEMPT_MS = 10_000;
const PATIENCE_MS = 30_000;
const WORTH_REPEATING = new Set([408, 425, 429, 502, 503, 504]);

/** Questions to Croupier's HTTP interface about one room. */
export function createRequests({ baseUrl, roomId, token, world }: RequestsSetup): Requests {
  const room = `${baseUrl.replace(/\/+$/, "")}/v1/rooms/${encodeURIComponent(roomId)}`;
  const underWay = new Set<() => void>();
  let isStopped = false;
  const wasStopped = (): boolean => isStopped;

  const until = (ms: number, end: () => void): (() => void) => {
    const finish = (): void => {
      cancel();
      underWay.delete(finish);
      end();
    };
    const cancel = world.after(ms, finish);
    underWay.add(finish);
    return () => {
      cancel();
      underWay.delete(finish);
    };
  };
  const ask = async (path: string, body: string | undefined): Promise<Reply> => {
    const abort = new AbortController();
    const done = until(ATTEMPT_MS, () => abort.abort());
    try {
      const bearer = typeof token === "string" ? token : await token();
      const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
      const asking = body === undefined ? { method: "GET" } : { method: "POST", body };
      const response = await world.fetch(`${room}${path}`, { ...asking, headers, signal: abort.signal });
      const { status } = response;
      return { status, text: await response.text(), retryAfter: response.headers.get("retry-after") };
    } finally {
      done();
    }
  };
  const once: Requests["once"] = async (path, body) => {
    if (isStopped) return CLOSED;
    try {
      const reply = await ask(path, body);
      const isStale = reply.status === 401 && typeof token !== "string";
      return attemptOf(isStale ? await ask(path, body) : reply);
    } catch (error) {
      return wasStopped() ? CLOSED : unreachable(error);
    }
  };
  return {
    once,
    persistently: async (path, body) => {
      const untilMs = world.nowMs() + PATIENCE_MS;
      for (let failures = 1; ; failures += 1) {
        const attempt = await once<never>(path, body);
        if (attempt.ok || !attempt.isWorthRepeating) return answerOf(attempt);
        const waitMs = Math.max(backoffMs(failures, world.random), attempt.retryAfterMs ?? 0);
        if (world.nowMs() + waitMs > untilMs) return answerOf(attempt);
        await new Promise<void>((resolve) => until(waitMs, resolve));
      }
    },
    stop: () => {
      isStopped = true;
      for (const end of underWay) end();
    },
  };
}

function answerOf<Value>(attempt: Attempt<Value>): Answer<Value> {
  return attempt.ok ? { ok: true, value: attempt.value } : { ok: false, problem: attempt.problem };
}

function attemptOf<Value>({ status, text, retryAfter }: Reply): Attempt<Value> {
  const body = objectOf(text);
  const rest = { isWorthRepeating: WORTH_REPEATING.has(status), retryAfterMs: millisecondsOf(retryAfter) };
  if (status === 200 && body !== null) return { ok: true, value: body as Value, ...rest };
  return { ok: false, problem: problemOf(body, status), ...rest };
}

function objectOf(json: string): object | null {
  try {
    const body: unknown = JSON.parse(json);
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

function problemOf(body: object | null, status: number): Problem {
  const { code, detail, ...members } = (body ?? {}) as Partial<Problem>;
  if (typeof code !== "string")
    return { code: "bad_answer", detail: `The server answered ${status}.`, status };
  return { ...members, code, detail: detail ?? code, status };
}

function millisecondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  const seconds = Number(retryAfter);
  const ms = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function unreachable(cause: unknown): Attempt<never> {
  const problem = { code: "unreachable", detail: "The server does not answer.", status: null, cause };
  return { ok: false, problem, isWorthRepeating: true, retryAfterMs: null };
}

const CLOSED: Attempt<never> = {
  ok: false,
  problem: { code: "closed_here", detail: "This table was closed.", status: null },
  isWorthRepeating: false,
  retryAfterMs: null,
};
