import { STATUS_CODES } from "node:http";
import type { Fault } from "../rooms/ports.ts";
import { type Refusal, RoomBusyError, UnavailableError } from "../rooms/rooms.ts";

export const STATUS = {
  malformed: 400,
  wrong_secret: 401,
  unauthorized: 401,
  wrong_room: 403,
  wrong_form: 403,
  not_found: 404,
  unknown_room: 404,
  unknown_hand: 404,
  unknown_message: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media_type: 415,
  expectation_failed: 417,
  rate_limited: 429,
  headers_too_large: 431,
  internal: 500,
  room_busy: 503,
  unavailable: 503,
  not_ready: 503,
} as const;

export const STATUS_OF_REFUSAL = {
  malformed: 400,
  forbidden: 403,
  unknown: 404,
  conflict: 409,
  illegal: 422,
} as const;

/** A problem that this edge finds itself; games bring their own codes with their refusals. */
export type ProblemCode = keyof typeof STATUS;

/** An answer of RFC 9457. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Members besides the standard ones. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export function problemOf(
  code: ProblemCode,
  detail: string,
  rest?: Pick<Problem, "members" | "headers">,
): Problem {
  return { status: STATUS[code], code, detail, ...rest };
}

export function malformed(detail: string, faults: readonly Fault[]): Problem {
  return problemOf("malformed", detail, { members: { faults: firstOf(faults) } });
}

const FAULTS_TOLD = 20;

/** A body of thousands of faults must not be answered with a list several times its size. */
function firstOf(faults: readonly Fault[]): readonly Fault[] {
  return faults.slice(0, FAULTS_TOLD);
}

export function unauthorized(detail: string): Problem {
  return problemOf("unauthorized", detail, { headers: { "www-authenticate": "Bearer" } });
}

export function unknownRoom(): Problem {
  return problemOf("unknown_room", "There is no such room.");
}

export function problemOfRefusal({ rejection }: Refusal): Problem {
  const { kind, reason, message } = rejection;
  const answer = { status: STATUS_OF_REFUSAL[kind], code: reason, detail: message };
  if ("faults" in rejection) return { ...answer, members: { faults: firstOf(rejection.faults) } };
  if ("details" in rejection) return { ...answer, members: rejection.details };
  return answer;
}

/** What a failure looks like from outside: nothing of the error's own text. */
export function problemOfFailure(error: unknown): Problem {
  const headers = { "retry-after": "1" };
  if (error instanceof RoomBusyError)
    return problemOf("room_busy", "The room is changing too quickly; ask again.", { headers });
  if (error instanceof UnavailableError)
    return problemOf("unavailable", "Croupier cannot reach what it needs; ask again.", { headers });
  if (isUndecodablePath(error)) return problemOf("not_found", "There is nothing here.");
  if (isFailedCondition(error)) return problemOf("precondition_failed", "The file is another one.");
  return problemOf("internal", "Something went wrong here.");
}

/** The router throws this for a path such as `/v1/rooms/%ff/table`. */
function isUndecodablePath(error: unknown): boolean {
  return error instanceof URIError && "status" in error && error.status === 400;
}

/** Express throws this for a file that does not meet `If-Match` or `If-Unmodified-Since`. */
function isFailedCondition(error: unknown): boolean {
  return error instanceof Error && error.name === "PreconditionFailedError";
}

export function titleOf(status: number): string {
  return STATUS_CODES[status] ?? "Unknown";
}

/** The standard members win over a refusal's details of the same name. */
export function problemJson({ status, code, detail, members }: Problem): string {
  return JSON.stringify({
    ...members,
    type: "about:blank",
    title: titleOf(status),
    status,
    detail,
    code,
  });
}
