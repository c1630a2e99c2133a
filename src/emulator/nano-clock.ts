const NANOS_PER_SECOND = 1_000_000_000n;

/** Makes RFC 3339 times that strictly rise and, like 100ms', have nanoseconds without trailing zeros. */
export function createNanoClock(now: () => number): () => string {
  let last = 0n;
  return () => {
    const wanted = BigInt(Math.floor(now())) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n);
    last = wanted > last ? wanted : last + 1n;
    return rfc3339(last);
  };
}

function rfc3339(nanos: bigint): string {
  const seconds = new Date(Number(nanos / NANOS_PER_SECOND) * 1000).toISOString().slice(0, 19);
  const fraction = String(nanos % NANOS_PER_SECOND)
    .padStart(9, "0")
    .replace(/0+$/, "");
  return fraction === "" ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}
