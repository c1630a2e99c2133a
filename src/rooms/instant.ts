const PATTERN = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/**
 * RFC 3339 text to a form whose text order is its time order: UTC with nine decimals.
 * 100ms writes nanoseconds without trailing zeros, which neither `Date` nor plain text order can compare.
 */
export function comparable(time: string): string {
  const parts = PATTERN.exec(time);
  if (parts === null) throw new Error(`not an RFC 3339 time: ${time}`);
  const [, seconds = "", decimals = "", zone = ""] = parts;
  const utc = zone === "Z" ? seconds : new Date(`${seconds}${zone}`).toISOString().slice(0, 19);
  return `${utc}.${decimals.padEnd(9, "0")}Z`;
}

/** Milliseconds since 1970 as RFC 3339 in UTC. */
export function rfc3339(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
