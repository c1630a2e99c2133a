import type { IncomingHttpHeaders } from "node:http";

export interface Exchange {
  /** What the route's `:names` matched. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reply =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as JSON. */
      readonly body: unknown;
    }
  | { readonly kind: "hangUp" };

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Such as `/v2/active-rooms/:room`. */
  readonly path: string;
  handle(exchange: Exchange): Reply | Promise<Reply>;
}

export function ok(body: unknown): Reply {
  return { kind: "answer", status: 200, body };
}

/** A failure as 100ms words it. */
export function failure(status: number, message: string): Reply {
  return { kind: "answer", status, body: { code: status, message } };
}

/** The JSON object of a body; null when it is anything else. */
export function readObject(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
