const MAX_MS = 24 * 3600 * 1000;
const TOLD = /retry after (\d+(?:\.\d+)?) ?seconds?/i;

/** How long 100ms asks to wait: `Retry-After` in seconds or as an HTTP date, else "retry after 45 seconds" in the message; null when it does not say. */
export function readRetryAfter(header: string | null, body: string, nowMs: number): number | null {
  const asked = (header === null ? null : fromHeader(header.trim(), nowMs)) ?? fromText(body);
  return asked === null ? null : Math.min(Math.max(asked, 0), MAX_MS);
}

function fromHeader(header: string, nowMs: number): number | null {
  if (/^\d+(\.\d+)?$/.test(header)) return Math.ceil(Number(header) * 1000);
  const atMs = /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs - nowMs;
}

function fromText(body: string): number | null {
  const seconds = TOLD.exec(body)?.[1];
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000);
}
